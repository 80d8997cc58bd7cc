create table t (a int, b text, c int default 5);
create type w as (r t, n int);
create table u (x w, y t[]);
insert into u values (row(row(1,'x',null),2), array[row(1,'y',null)]::t[]);
insert into t values (1, 'b');
