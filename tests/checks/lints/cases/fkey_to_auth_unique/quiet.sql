create table t (id uuid references auth.users (id));
