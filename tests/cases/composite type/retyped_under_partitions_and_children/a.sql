create schema s;
create type s.addr as (street text, zip int);
create table t (id int, a s.addr) partition by range (id);
create table t1 partition of t for values from (1) to (10);
insert into t values (1, row('x', 5));
create table par (a s.addr);
create table chi (b int) inherits (par);
insert into chi values (row('x', 5), 1);
