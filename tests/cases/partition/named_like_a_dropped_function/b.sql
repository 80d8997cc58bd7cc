create table users (id int) partition by hash (id);
create table tag partition of users for values with (modulus 1, remainder 0);
