create function f(int default 1) returns int language plpgsql as $$ begin return g(); end $$;
create function g(int default f()) returns int language plpgsql as $$ begin return f(); end $$;
