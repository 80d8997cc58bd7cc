create type addr as (street text, zip int, c text);
create table t of addr (primary key (zip));
insert into t values ('s',5,'c');
create table u (a addr);
