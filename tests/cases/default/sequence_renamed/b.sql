create sequence b;
create table t (id int default nextval('b'));
