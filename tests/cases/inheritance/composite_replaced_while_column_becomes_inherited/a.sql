create type c as (x int); create table p(id int); create table ch(id int, c c);
