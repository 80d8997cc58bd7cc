create schema "sélect ☃";
create schema "user";
create table "user"."select" ("from" int, "Where" text);
comment on schema "sélect ☃" is '☃';
