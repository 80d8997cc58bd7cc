create table t (x smallint, "Y y" smallint, z text check (z <> ''), constraint "c;" check (x <> "Y y"));
create index i on t ((x + "Y y")) where x > "Y y";
create statistics s on (x + "Y y"), z from t;
alter table t add exclude using btree ((x - "Y y") with =) where (x > "Y y");
comment on constraint "c;" on t is 'both';
insert into t values (2, 1, 'a');
