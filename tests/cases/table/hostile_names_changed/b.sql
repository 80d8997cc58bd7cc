create table "T t" ("C c" bigint not null, "D d" varchar(20) default 'b', "E e" int generated always as identity);
create index "I i" on "T t" ("D d");
create function "T"() returns trigger language plpgsql as $$ begin return null; end $$;
create trigger "G g" after insert on "T t" for each row execute function "T"();
alter table "T t" add constraint "K k" check ("C c" > 1);
alter table "T t" disable trigger "G g";
