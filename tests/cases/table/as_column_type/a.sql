create table inner_t (a int, b text);
create table outer_t (id int, i inner_t, many inner_t[]);
