create table d(id int, a int, gen int generated always as (a + 1) stored);
