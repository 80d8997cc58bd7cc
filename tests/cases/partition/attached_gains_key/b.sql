create table p (id int, a int not null, primary key (id, a)) partition by range (a);
create table p1 partition of p for values from (1) to (10);
