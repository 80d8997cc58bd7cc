create access method my_heap type table handler heap_tableam_handler;
create access method my_btree type index handler bthandler;
comment on access method my_heap is 'as heap';
create table t (a int) using my_heap;
