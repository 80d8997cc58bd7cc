create foreign data wrapper w;
create server s foreign data wrapper w;
create table p (id int, "A" text);
create foreign table f () inherits (p) server s;
alter foreign table f alter id options (column_name 'ID'), alter "A" options (column_name 'it''s');
create table q (id int, "A" text) partition by list (id);
create foreign table g partition of q for values in (1) server s;
alter foreign table g alter id options (column_name 'ID'), alter "A" options (column_name 'it''s');
