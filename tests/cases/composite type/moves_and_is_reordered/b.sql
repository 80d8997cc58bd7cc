create schema s2;
create type s2.addr as (zip text, street text);
create table t (id int primary key, a s2.addr, b s2.addr[]);
