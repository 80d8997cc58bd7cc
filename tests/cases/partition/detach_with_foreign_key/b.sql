create table p (id int primary key);
create table t (id int, k int primary key, p_id int references p on delete cascade, check (id > 0)) partition by range (k);
create table a (id int, k int primary key, p_id int, constraint t_id_check check (id > 0));
alter table a add constraint t_p_id_fkey foreign key (p_id) references p on delete cascade;
create table b partition of t for values from (10) to (20);
