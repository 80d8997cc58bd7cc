create extension hstore; create function h2(hstore) returns varchar language sql as 'select null::varchar';
