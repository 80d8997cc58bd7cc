create type pair as (a int, b int);
create domain word as text;
create function to_pair(int) returns pair language sql immutable as 'select row($1, $1)::pair';
create cast (int as pair) with function to_pair(int) as assignment;
create cast (pair as json) with inout as implicit;
create cast (bytea as text) without function;
comment on cast (int as pair) is 'twice the same';
create view v as select 5::pair as p;
