create table d(id int, a int, gen boolean generated always as (a > 1) stored);
