create function g(bigint default 2) returns int language plpgsql as $$ begin return f(); end $$;
create function f(int default g()) returns int language plpgsql as $$ begin return g(); end $$;
