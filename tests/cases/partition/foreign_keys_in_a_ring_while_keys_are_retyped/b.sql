create table p (a bigint primary key, b bigint) partition by range (a);
create table p1 partition of p for values from (0) to (10);
create table q (a bigint primary key, b bigint references p) partition by range (a);
create table q1 partition of q for values from (0) to (10);
alter table p add foreign key (b) references q;
