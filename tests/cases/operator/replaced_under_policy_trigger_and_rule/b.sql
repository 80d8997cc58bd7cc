create function f(a int, b int) returns bool language sql immutable as 'select $1 = $2';
create operator ==== (function = f, leftarg = int, rightarg = int, restrict = eqsel);
create table t (x int);
create policy p on t using (x ==== 1);
create function tf() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger tr before update on t for each row when (new.x ==== 1) execute function tf();
create rule r as on delete to t where old.x ==== 2 do nothing;
create function at() returns bool language sql begin atomic select 1 ==== 2; end;
