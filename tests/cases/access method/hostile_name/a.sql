create access method "A ;""" type table handler heap_tableam_handler;
create table t (x int) using "A ;""";
comment on access method "A ;""" is 'x';
