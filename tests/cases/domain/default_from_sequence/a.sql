create sequence one;
create domain d as bigint default nextval('one');
create table t (id d);
