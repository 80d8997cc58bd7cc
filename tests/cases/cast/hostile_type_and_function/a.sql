create schema "s;x";
create type "s;x"."a ""b" as enum ('x');
create function "s;x"."f ("("s;x"."a ""b") returns int language sql as 'select 1';
create cast ("s;x"."a ""b" as int) with function "s;x"."f ("("s;x"."a ""b");
comment on cast ("s;x"."a ""b" as int) is 'x';
