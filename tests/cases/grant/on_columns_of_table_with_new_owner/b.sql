create table leads (id int, "Name" text);
alter table leads owner to alice;
grant select (id, "Name"), update (id) on leads to carol;
