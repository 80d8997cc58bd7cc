create function hh(internal) returns table_am_handler language internal as 'heap_tableam_handler';
create access method am type table handler heap_tableam_handler;
create table p (a int) partition by list (a);
create table p1 partition of p for values in (1) using am;
insert into p values (1);
