create schema "s;--";
create function "s;--"."f ""x"".y"("a.b" int default 1, "select" text default 'it''s $$ ;') returns text
    language plpgsql as $f$ begin return '$$ $function$'; end $f$;
comment on function "s;--"."f ""x"".y" is '$$ '' \';
create view v as select "s;--"."f ""x"".y"();
