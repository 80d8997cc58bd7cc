create type c as enum ('r', 'g', 'x');
create table t (a int, k c[] default '{r}');
alter table t enable row level security;
create policy p on t using ('r' = any (k));
create function f(c) returns bool language sql as 'select true';
insert into t values (1);
