create table a (id int);
create table b (id int);
create policy p on a to public using (true);
create policy q on b to alice, carol using (true);
alter table b enable row level security;
alter table b force row level security;
