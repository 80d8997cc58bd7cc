create schema "s;--";
create function "s;--"."f ""x"".y"("a.b" int default 2, "select" text default 'it''s $$') returns varchar
    language plpgsql as $f$ begin return '$function$ $function1$'; end $f$;
alter function "s;--"."f ""x"".y" owner to bob;
create view v as select "s;--"."f ""x"".y"();
