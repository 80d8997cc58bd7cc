create table inner_t (a int, b text, c date);
create table outer_t (id int, i inner_t, many inner_t[]);
