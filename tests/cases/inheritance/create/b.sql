create table base (id int primary key, name text not null default 'x' check (name <> ''), at timestamptz);
create table mixin (tag text);
create table child (extra int, name text default 'y') inherits (base, mixin);
create table grandchild (primary key (id)) inherits (child);
comment on column child.name is 'child';
alter table child alter at set default now();
