create extension hstore;
create function h2(hstore) returns text language sql as 'select null::text';
create cast (hstore as text) with function h2(hstore);
create operator ~~~ (function = h2, rightarg = hstore);
