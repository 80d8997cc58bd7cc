create table tree (id int primary key, parent int references tree on delete cascade, root int not null references tree);
