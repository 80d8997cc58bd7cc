create table p1 (id bigint, n text);
create table t (own int) inherits (p1);
insert into t values (1, 'x', 1);
