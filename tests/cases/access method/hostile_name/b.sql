create access method "A ;""" type table handler heap_tableam_handler;
create table t (x int);
create table u (x int) using "A ;""";
