-- The column that goes from the type is in use, until the plan alters the policy, when the table would be of it again.
create type c as (a int, b text, "D d" date);
create table t of c (primary key (a));
alter table t enable row level security;
create policy p on t using (a > 0 or "D d" is not null);
insert into t values (1, 'x', '2024-01-01');
