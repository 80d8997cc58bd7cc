create table org (id int primary key);
create table mem (org int references org, who name);
create function is_member(o int) returns bool language sql stable as 'select exists (select from mem where org = o and who = current_user)';
alter table org enable row level security;
create policy p on org using (is_member(id));
create policy q on mem using (exists (select from org where org.id = mem.org));
