create type c as (x bigint); create table p(id int, c c); create table ch() inherits(p);
