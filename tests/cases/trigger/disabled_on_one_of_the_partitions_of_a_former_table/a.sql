create function lg() returns trigger language plpgsql as $$ begin return new;
end $$;
create table e (id int);
insert into e values (0);
