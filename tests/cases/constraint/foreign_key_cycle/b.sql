create table a (id int primary key, b_id int);
create table b (id int primary key, a_id int references a, c_id int);
create table c (id int primary key, a_id int references a);
alter table a add foreign key (b_id) references b;
alter table b add foreign key (c_id) references c;
