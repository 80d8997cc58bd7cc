create type pair as (a int, b int);
create function to_pair(int) returns pair language sql immutable as 'select row($1, $1)::pair';
create function to_other(int) returns pair language sql immutable as 'select row($1, 0)::pair';
create cast (int as pair) with function to_pair(int);
create cast (pair as text) with inout;
comment on cast (int as pair) is 'stays';
