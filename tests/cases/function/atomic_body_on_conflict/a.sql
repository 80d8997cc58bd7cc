create table t (id int primary key, n int, k int unique); create table u (id int primary key, gone int, n int);
insert into t values (1, 2, 3);
create function f(i int) returns void language sql begin atomic insert into t values (i, 1, 2) on conflict (k) do update set n = excluded.n; end;
create function g(i int) returns void language sql begin atomic insert into u (id) values (i); end;
create view v as select id from t;
create rule r as on insert to v do instead insert into t (id, n) values (new.id, 1) on conflict (id) do update set n = t.n + 1;
