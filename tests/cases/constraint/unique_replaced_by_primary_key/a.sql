create table p (id int unique not null);
create table t (p_id int references p (id));
