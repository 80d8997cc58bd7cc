create type b as enum ('x');
create table a (x b);
