create type pair as (a int, b int);
create domain word as text;
