create table item (id int, n text);
create table b (id int);
create function item(id int) returns table (x int, n text) begin atomic select item.id, item.n from item, b where item.id = b.id and $1 = b.id and true; end;
create function g(id int) returns int begin atomic select id from item where $1 = 2; end;
create function h(id int) returns int begin atomic with q as (select $1 as z) select z from q; select id from (select $1 as id) q; select $1 limit $1; end;
