create table t(a int);
create table u(r t[]);
create table c () inherits (t);
create table w (r c);
create table x_t(a int);
create materialized view x_m as select x_t from x_t;
create table of_array (r x_t);
