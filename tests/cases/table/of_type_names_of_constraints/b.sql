create type ct as (a int, b text);
create table t of ct (a with options constraint other not null, constraint "is another" check (a > 0), constraint v unique (b));
