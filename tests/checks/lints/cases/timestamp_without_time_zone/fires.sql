-- finds: column public.t.made
-- finds: column public.parts.made
create table t (made timestamp, gone timestamptz);
create table parts (made timestamp(3)) partition by range (made);
create table parts_1 partition of parts default;
