create table p(a int, b int, g text generated always as (a || 'x') stored) partition by list (a);
create table p1 partition of p for values in (1);
