create schema s;
create sequence s."Q q";
create table t (a int default nextval('s."Q q"'));
