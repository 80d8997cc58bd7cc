create domain d as int constraint "o'ld" check (value > 0) constraint other check (value < 10);
comment on constraint "o'ld" on domain d is 'kept';
create table t (x d, y d[]);
insert into t values (1, '{2}');
