create type c as (a int, b text);
create table t of c (primary key (a));
alter table t enable row level security;
create policy p on t using (a > 0);
