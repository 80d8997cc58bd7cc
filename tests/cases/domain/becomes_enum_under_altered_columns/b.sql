create type it as enum ('a', 'b');
create table t (id int primary key, one it default 'a', two it default 'b' not null, three it[] not null);
