create table p(a int, g int generated always as (a) stored);
