create type e as enum ('a', 'b');
create foreign data wrapper w;
create server s foreign data wrapper w;
create foreign table ft (x e default 'a') server s;
create table t (id int, x e);
create statistics st on id, x from t;
