create foreign data wrapper w;
create server s foreign data wrapper w;
create user mapping for alice server s options (username 'b', token 'secret2');
create user mapping for public server s options (username 'all');
create user mapping for carol server s;
