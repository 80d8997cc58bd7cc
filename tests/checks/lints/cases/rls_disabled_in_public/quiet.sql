create table t (a int);
alter table t enable row level security;
grant select on t to anon;
create table closed (a int);
revoke all on closed from anon, authenticated;
create schema hidden;
create table hidden.t (a int);
grant select on hidden.t to anon;
