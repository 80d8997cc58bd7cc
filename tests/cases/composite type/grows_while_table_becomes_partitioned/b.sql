create type addr as (street text, zip text, country text);
create table o (id int primary key, ship addr, "More" addr[], third addr[]) partition by hash (id);
create table o0 partition of o for values with (modulus 1, remainder 0);
