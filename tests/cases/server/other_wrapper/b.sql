create foreign data wrapper x;
create server s foreign data wrapper x;
