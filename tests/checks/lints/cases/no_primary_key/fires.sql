-- finds: table public.logs
-- finds: table public."Parts"
create table logs (id int unique);
create table "Parts" (day int) partition by list (day);
create table parts_1 partition of "Parts" for values in (1);
