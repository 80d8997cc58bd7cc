create table p (id int primary key);
create table t (p_id int references p (id));
