create schema "S;--";
create function "S;--"."f "".x"(int, int) returns int language sql as 'select $1';
create aggregate "S;--"."a "".x"(int) (sfunc = "S;--"."f "".x", stype = int, initcond = '5');
comment on aggregate "S;--"."a "".x"(int) is ''';--';
