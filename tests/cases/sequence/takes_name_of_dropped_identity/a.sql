create table a (id int generated always as identity, x int);
