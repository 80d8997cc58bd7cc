create table "Weird ""Table"".name; --" (
    "a.b" int constraint "c'1" primary key,
    "☃ column" text default 'x' constraint "Check ""it""" check ("☃ column" <> ''),
    "select" int,
    aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffff123 int
);
create index "In dex" on "Weird ""Table"".name; --" ("select", "a.b" desc);
comment on table "Weird ""Table"".name; --" is 'c''o\m"m';
comment on column "Weird ""Table"".name; --"."a.b" is E'two\nlines\tand \\';
comment on constraint "c'1" on "Weird ""Table"".name; --" is ';';
comment on index "In dex" is '';
grant select ("a.b", "☃ column"), update ("select") on "Weird ""Table"".name; --" to bob;
create view "V""iew" as select "a.b" as "A B", "select" from "Weird ""Table"".name; --";
create policy "p o'l" on "Weird ""Table"".name; --" using ("select" = 1);
create function "F n"("A rg" int, "select" text default 'x') returns int language sql as $_$ select 1 $_$;
create function "Trig"() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger "T r" before update of "a.b" on "Weird ""Table"".name; --" for each row execute function "Trig"('it''s', 'b\');
create rule "R u" as on delete to "Weird ""Table"".name; --" do instead nothing;
