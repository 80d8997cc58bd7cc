-- finds: foreign table public.far
reset role;
create foreign data wrapper nowhere;
create server far foreign data wrapper nowhere;
create foreign table far (a int) server far;
grant select on far to anon;
