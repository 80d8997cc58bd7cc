create table org (id bigint primary key);
create table mem (org bigint references org, who text, role text default 'm');
create function is_member(o bigint, r text default 'm') returns bool language sql stable as 'select exists (select from mem where org = o and who = current_user and role = r)';
alter table org enable row level security;
alter table mem enable row level security;
create policy p on org using (is_member(id));
create policy q on mem using (exists (select from org where org.id = mem.org) and role <> 'x');
