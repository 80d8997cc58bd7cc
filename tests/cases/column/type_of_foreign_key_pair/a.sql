create table parent (id int primary key, other int unique);
create table child (id int primary key, parent_id int not null references parent on delete cascade, o int references parent (other));
insert into parent values (1, 2);
insert into child values (1, 1, 2);
