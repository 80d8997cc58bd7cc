create table leads (id int, "Name" text);
alter table leads owner to bob;
grant select on leads to carol;
grant select (id, "Name"), update (id) on leads to carol;
