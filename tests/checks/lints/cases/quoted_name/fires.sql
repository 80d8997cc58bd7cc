-- finds: table public."Order"
-- finds: column public.plain."user"
-- finds: schema "My schema"
-- finds: function public."doIt"()
-- finds: type public."Mood"
-- finds: view public."has-dash"
create schema "My schema";
create table "Order" (id int);
create table plain ("user" int, value text);
create function "doIt"() returns int language sql as 'select 1';
create type "Mood" as enum ('Good');
create view "has-dash" as select 1 as one;
