create table conf (k bigint, z int);
create function nxt() returns bigint language sql begin atomic select max(k) + 1 from conf; end;
create table t (a bigint default nxt(), check (a > 0));
create view v as select nxt() n, * from t;
