create table t (a int, b text);
create type w as (r t, n int);
create table u (x w, y t[]);
insert into u values (row(row(1,'x'),2), array[row(1,'y')]::t[]);
insert into t values (1, 'b');
