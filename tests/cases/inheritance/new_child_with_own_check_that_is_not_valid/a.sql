create table c (g integer);
alter table c add constraint ch check (g <> 9) not valid;
insert into c (g) values ('1');
