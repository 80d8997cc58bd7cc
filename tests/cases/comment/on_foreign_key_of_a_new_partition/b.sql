create table p (id int primary key);
create table e (id int references p) partition by range (id);
create table e1 partition of e default;
comment on constraint e_id_fkey on e1 is 'x';
