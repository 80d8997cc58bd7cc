create schema "Other S";
create table "Other S"."T 1" ("select" int, "a""b" text);
create view "Other S"."V;--" as select t."select", t."a""b" as "☃" from "Other S"."T 1" t;
create view public."select" as select "☃" from "Other S"."V;--";
comment on column "Other S"."V;--"."☃" is 'snow\man''s';
grant select ("☃") on "Other S"."V;--" to bob;
