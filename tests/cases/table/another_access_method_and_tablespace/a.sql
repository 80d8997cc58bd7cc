create access method h2 type table handler heap_tableam_handler;
create table "t SET x"(a int, b int) tablespace case_space;
insert into "t SET x" values (1, 2);
