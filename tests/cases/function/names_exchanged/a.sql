create function a() returns int language sql as 'select 1';
create function b() returns text language sql as $$ select 'x' $$;
create view va as select a() as x;
create view vb as select b() as x;
