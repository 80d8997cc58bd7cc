create foreign data wrapper w options (a 'c', d 'e');
create server s type 't' version 'w' foreign data wrapper w options (host 'y=z', dbname 'x');
create user mapping for alice server s options (user 'b', "o ther" 'x');
create user mapping for bob server s;
create user mapping for current_user server s;
grant usage on foreign server s to bob;
