create schema "s;x";
create type "s;x"."a ""b" as enum ('y');
create function "s;x"."f ("("s;x"."a ""b") returns int language sql as 'select 1';
create cast ("s;x"."a ""b" as int) with function "s;x"."f ("("s;x"."a ""b") as assignment;
