create table f (id int primary key);
create table q (id int, fid int, constraint fk foreign key (fid) references f) partition by range (id);
create table q0 partition of q for values from (0) to (10);
create table q1 partition of q for values from (10) to (20);
