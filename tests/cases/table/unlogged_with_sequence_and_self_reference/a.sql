create unlogged table a (id serial primary key, p int references a);
create index i on a (p);
