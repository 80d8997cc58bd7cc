create type addr as (street text, zip int);
create table t of addr (primary key (zip));
insert into t values ('s',5);
create table u (a addr);
