create type "s'" as enum ('a', 'b');
create table t (id int, x "s'", check (x <> 'b' or id > 0));
insert into t values (1, null);
