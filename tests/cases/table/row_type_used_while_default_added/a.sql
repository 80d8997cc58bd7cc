create table t (a int, b text);
create table u (id int, r t, rs t[]);
insert into u values (1, row(1,'x'), array[row(1,'x')::t]);
insert into t values (1, 'x');
