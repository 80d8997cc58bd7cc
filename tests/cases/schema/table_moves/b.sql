create schema app;
create table app.t (id serial primary key, v text);
create index t_v on app.t (v);
create view w as select id from app.t;
