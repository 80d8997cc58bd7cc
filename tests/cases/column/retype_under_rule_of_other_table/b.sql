create table a (id int, v bigint);
create table b (id int, v bigint);
create rule r as on insert to a do also insert into b values (new.id, new.v);
create rule s as on update to b do also update a set v = new.v where id = new.id;
