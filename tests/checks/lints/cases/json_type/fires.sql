-- finds: column public.t.document
create table t (document json, other jsonb);
