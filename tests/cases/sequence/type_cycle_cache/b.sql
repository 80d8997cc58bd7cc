create sequence s as bigint;
create table t (id bigint default nextval('s'));
