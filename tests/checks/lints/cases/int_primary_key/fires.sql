-- finds: column public.t.id
-- finds: column public.old.id
create table t (id int generated always as identity primary key);
create table old (id smallserial primary key);
