create function b() returns int language sql as 'select 1';
create function a() returns text language sql as $$ select 'x' $$;
create view va as select b() as x;
create view vb as select a() as x;
