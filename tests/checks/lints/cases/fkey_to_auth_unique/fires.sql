-- finds: foreign key t_phone_fkey on public.t
create table t (phone text references auth.users (phone));
