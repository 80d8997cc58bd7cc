create table users (id int);
create table "USERS" (id int);
