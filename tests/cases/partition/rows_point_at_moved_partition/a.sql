create table p (id int, k int, primary key (k, id)) partition by list (k);
create table d partition of p for values in (1);
create table e partition of p for values in (3) partition by list (id);
create table f partition of e for values in (1);
create table q (k int, id int, constraint "To p" foreign key (k, id) references p) partition by list (k);
create table q1 partition of q for values in (1);
create table q3 partition of q default;
insert into p values (1, 1), (1, 3);
insert into q values (1, 1), (3, 1);
