create table conf (k int);
create function nxt() returns int language sql begin atomic select max(k) from conf; end;
create table t (a int default nxt(), check (a > 0));
create view v as select nxt() n, * from t;
