create foreign data wrapper w;
create server s foreign data wrapper w;
create user mapping for alice server s options (username 'a', password 'secret1');
create user mapping for public server s;
create user mapping for bob server s options (username 'gone');
