create table "T t" ("C c" int, "D d" text default 'a');
create index "I i" on "T t" ("C c");
create function "T"() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger "G g" before insert on "T t" for each row execute function "T"();
alter table "T t" add constraint "K k" check ("C c" > 0);
