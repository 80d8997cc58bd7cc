create table u (id int);
create function gr(u) returns int language sql immutable return 1;
create function g1() returns int language sql begin atomic select id from u;
end;
