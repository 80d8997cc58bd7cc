create table public.t (a text, b bytea);
alter table public.t alter b set storage plain;
