create table named (name text not null, constraint name_there check (name <> ''));
create table changed ("by" text default current_user, at timestamp);
create table numbered (n int) inherits (named);
create table t (r int) inherits (numbered, changed);
create table below (z int) inherits (t);
