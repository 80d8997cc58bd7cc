-- Up to PostgreSQL 17 a child's column may be null though its parent's may not.
create table parent (note text);
create table root (id integer not null);
create table child (note text, id integer);
create table grandchild () inherits (child);
insert into child values ('a', null);
