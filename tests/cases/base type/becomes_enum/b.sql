create type b as enum ('a');
create table t (x b);
insert into t values ('a');
