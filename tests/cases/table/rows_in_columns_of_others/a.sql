create table base (id int primary key, "na'me" text);
create type pair as (l base, r base);
create table t (x base, y base[], z pair);
create view v as select (x).id from t;
insert into base values (1, 'a');
insert into t values (row(1, 'a'), array[row(2, 'b')::base], row(row(1, 'a'), null));
create table flagged (id int);
create table u (x flagged);
insert into u values (row(1));
