create access method m type table handler heap_tableam_handler;
comment on access method m is 'old';
create access method gone type index handler bthandler;
