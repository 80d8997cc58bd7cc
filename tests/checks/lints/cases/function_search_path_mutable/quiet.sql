create function pinned() returns int language sql set search_path = '' as 'select 1';
create function parsed() returns int language sql begin atomic select 1; end;
create aggregate total (int) (sfunc = int4pl, stype = int);
