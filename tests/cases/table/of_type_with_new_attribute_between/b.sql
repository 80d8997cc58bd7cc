create type c as (a int, m date, b text);
create table t of c (primary key (a));
