create table p (id int primary key);
create table t (id int, p_id int references p, v int check (v > id), u text unique);
