create function st(s int, v int) returns int language sql immutable as $$ select s + v $$;
create aggregate a(int) (sfunc = st, stype = int);
