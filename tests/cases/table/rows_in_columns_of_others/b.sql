create table base (id bigint primary key, "na'me" text, more int default 5);
create type pair as (l base, r base);
create table t (x base, y base[], z pair);
create view v as select (x).id from t;
create unlogged table flagged (id int);
create table u (x flagged);
