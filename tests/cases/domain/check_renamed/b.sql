create domain d as int constraint new check (value > 0) constraint other check (value < 10);
comment on constraint new on domain d is 'another';
create table t (x d, y d[]);
