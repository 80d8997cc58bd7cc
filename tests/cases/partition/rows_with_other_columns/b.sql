create table m (id bigint, k int not null, same text, fresh int default 9) partition by range (k);
create table m1 partition of m for values from (0) to (10);
insert into m values (1, 2, 's');
