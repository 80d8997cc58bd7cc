create type ct as (a int, b text);
create table t of ct (a with options constraint mine not null, constraint "is one" check (a > 0), constraint u unique (b));
insert into t values (1, 'x');
