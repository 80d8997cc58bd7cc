create type inn as (a int, b int);
create type addr as (street text, i inn);
create table o (id int primary key, ship addr) partition by hash (id);
create table o0 partition of o for values with (modulus 1, remainder 0);
