create sequence two;
create domain d as bigint default nextval('two');
create table t (id d);
