create table p (id int, k text) partition by list (k);
create table p1 partition of p for values in ('a');
alter table p1 alter id set not null, alter k set not null;
insert into p values (1, 'a');
