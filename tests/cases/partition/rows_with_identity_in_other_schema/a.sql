create schema "My App";
create table "My App"."T" (id bigint generated always as identity, "K" date not null, v text, up text generated always as (upper(v)) stored);
insert into "My App"."T" ("K", v) values ('2020-01-01', 'a'), ('2021-02-01', 'b');
create index on "My App"."T" (v);
comment on table "My App"."T" is 'c';
grant select on "My App"."T" to alice;
