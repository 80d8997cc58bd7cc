create function f() returns text language sql as $$select '1'$$;
create table t (a text default f(), b varchar(7) default 'y');
