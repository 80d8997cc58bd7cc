create schema s;
create type s.addr as (zip int, street text, more text);
create table t (id int, a s.addr) partition by range (id);
create table t1 partition of t for values from (1) to (10);
insert into t values (1, row(5, 'x', ''));
create table par (a s.addr);
create table chi (b int) inherits (par);
insert into chi values (row(5, 'x', ''), 1);
