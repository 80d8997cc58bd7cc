-- A table that is born as a child has the parent's check validated; pg_dump says the parent's alone.
create table base (id int, name text);
create table child (own int) inherits (base);
create table far (last text) inherits (child);
alter table base add constraint positive check (id > 0) not valid;
