create table public.t (a integer primary key, b integer);
alter table public.t add constraint t_a_again unique (a);
alter table public.t add constraint t_b unique (b);
alter table public.t add constraint t_b_again unique (b);
