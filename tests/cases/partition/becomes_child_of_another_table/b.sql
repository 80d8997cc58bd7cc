create table p1 (id bigint, n text);
create table p2 (id bigint, n text);
create table t (own int) inherits (p2);
