create schema ext;
create extension citext schema ext;
create domain public.citext as text;
create table t (id int primary key, c ext.citext, x public.citext);
insert into t values (1,'A');
