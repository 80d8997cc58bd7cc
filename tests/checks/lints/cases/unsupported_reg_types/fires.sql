-- finds: column public.t.function
-- finds: column public.t.several
create table t (function regproc, several regnamespace[]);
