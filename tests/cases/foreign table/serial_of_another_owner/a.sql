create foreign data wrapper w;
create server sv foreign data wrapper w;
