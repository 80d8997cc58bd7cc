create table item (id int, n text);
create table b (id int);
create function item(id int) returns table (x int, n text) begin atomic select item.id, item.n from item, b where item.id = b.id and $1 = b.id; end;
create function g(id int) returns int begin atomic select id from item; end;
create function h(id int) returns int begin atomic select id; select id from item; select id, n from item; select $1, n from item; select case when $1 > 1 then 2 end, $1; select coalesce((select $1), 2); select array(select $1); select distinct $1 order by 1; select $1; end;
