create function st(state int, v int) returns int language sql immutable as $$ select state + v + 1 $$;
create aggregate a(int) (sfunc = st, stype = int);
