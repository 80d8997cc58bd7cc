create sequence s;
create table b (id int default nextval('s'));
alter sequence s owned by b.id;
