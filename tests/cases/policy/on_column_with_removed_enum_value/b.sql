create type c as enum ('g', 'r');
create table t (a int, k c[] default '{r,g}');
alter table t enable row level security;
create policy p on t using ('g' = any (k));
create function f(c) returns bool language sql as 'select true';
