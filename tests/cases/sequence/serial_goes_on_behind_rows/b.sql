create table t(i serial, n text);
create table u(i serial primary key);
create sequence ws increment -1;
create table w(i int default nextval('ws') not null, n text);
alter sequence ws owned by w.i;
