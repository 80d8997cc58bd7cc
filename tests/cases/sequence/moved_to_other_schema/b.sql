create schema s;
create schema s2;
create sequence s2."Q q" as int;
create table t (a int default nextval('s2."Q q"'), b int default currval('s2."Q q"'));
