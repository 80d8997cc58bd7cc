create type c as (a int, b text);
create domain cs as c[] check (cardinality(value) < 5);
create table t (x cs, y cs[]);
insert into t values (array[row(1, 'b')::c], null);
