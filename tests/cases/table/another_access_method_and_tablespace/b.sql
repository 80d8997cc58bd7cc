create access method h2 type table handler heap_tableam_handler;
create table "t SET x"(a bigint, b int) using h2;
