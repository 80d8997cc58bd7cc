-- finds: column public.t.code
create table t (code char(3), name varchar(3));
