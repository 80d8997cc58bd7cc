create sequence numbers;
create table a (id int not null default nextval('numbers'));
alter sequence numbers owned by a.id;
