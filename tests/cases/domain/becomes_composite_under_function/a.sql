create domain s as text;
create function f() returns s language sql as $$ select null::text $$;
