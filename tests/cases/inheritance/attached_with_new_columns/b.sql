create table parent (id bigint, name text default 'x', c int not null default 3, constraint positive check (c > 0));
create table t (own int) inherits (parent);
