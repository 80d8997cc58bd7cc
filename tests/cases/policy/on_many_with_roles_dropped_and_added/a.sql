create table a (id int);
create table b (id int);
create policy p on a to alice, bob using (true);
create policy q on b to public using (true);
alter table a enable row level security;
