create table d(id int, a text, gen int generated always as (length(a)) stored);
