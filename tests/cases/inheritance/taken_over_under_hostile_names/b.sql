create schema "Ä b"; create schema base;
create table base."Entity" (id uuid not null default gen_random_uuid(), "createdAt" timestamptz not null default now(), constraint "ck id" check (id is not null));
create table "Ä b"."Order ""x""" (total numeric(10,2), primary key (id)) inherits (base."Entity");
create index "by date" on "Ä b"."Order ""x""" ("createdAt" desc) where total > 0;
create view "Ä b".v as select id, "createdAt" from "Ä b"."Order ""x""";
insert into "Ä b"."Order ""x""" (total) values (5);
