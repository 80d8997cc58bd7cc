create table p(a int, b int, g int generated always as (a + b) stored) partition by list (a);
create table p1 partition of p for values in (1);
