create role old_owner;
create schema s authorization old_owner;
create table s.t (a int);
alter table s.t owner to old_owner;
grant select on s.t to public;
create policy p on s.t to old_owner using (true);
