create role new_owner;
create schema s authorization new_owner;
create table s.t (a int);
alter table s.t owner to new_owner;
grant select on s.t to public;
create policy p on s.t to new_owner using (true);
