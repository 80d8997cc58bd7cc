create type a as enum ('x');
create table b (x a);
