create foreign data wrapper w;
create server sv foreign data wrapper w;
create foreign table t(id serial) server sv;
alter table t owner to bob;
