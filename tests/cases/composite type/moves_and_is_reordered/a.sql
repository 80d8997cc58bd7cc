create schema s2;
create type addr as (street text, zip text);
create table t (id int primary key, a addr, b addr[]);
insert into t values (1, row('s','z'), array[row('s','z')::addr]);
