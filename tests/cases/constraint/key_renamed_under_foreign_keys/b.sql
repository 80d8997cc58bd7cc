create table p (id int constraint other1 primary key, u int constraint other2 unique);
create table c (p int references p, q int references p (u));
