create sequence q2 start 10;
create table t2 (id smallint default nextval('q2'));
alter sequence q2 owned by t2.id;
