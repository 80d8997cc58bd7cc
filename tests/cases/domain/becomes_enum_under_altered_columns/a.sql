-- Found by random pairs: a column that changes otherwise, too, still has to move to the new type.
create domain it as text;
create table t (id int primary key, one it default 'a' not null, two it, three it[]);
