-- finds: constraint later on public.t
-- finds: constraint positive on public.amount
create table t (a int);
alter table t add constraint later check (a > 0) not valid;
create domain amount as int;
alter domain amount add constraint positive check (value > 0) not valid;
