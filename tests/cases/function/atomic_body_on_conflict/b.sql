create table t (id int primary key, n int); create table u (id int primary key, n int);
create function f(i int) returns void language sql begin atomic insert into t values (i, 1) on conflict (id) do update set n = t.n + 1; end;
create function g(i int) returns void language sql begin atomic insert into u (id) values (i) on conflict (id) do update set n = 3; end;
create view v as select id from t;
create rule r as on insert to v do instead insert into t (id, n) values (new.id, 2) on conflict (id) do update set n = t.n + 1;
