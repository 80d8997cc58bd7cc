create table t (a int, b text);
create table u (id int, r t);
insert into u values (1, row(1,'x'));
insert into t values (1, 'x');
