create foreign data wrapper w;
create server s foreign data wrapper w;
create type mood as enum ('b', 'a');
create foreign table t (id int, m mood options (k 'v')) server s;
