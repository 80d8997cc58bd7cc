create schema app;
create table app.t (v integer);
alter table app.t owner to bob;
create table app.u (v integer);
alter table app.u owner to bob;
grant select on app.u to carol;
