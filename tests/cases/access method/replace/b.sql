create access method m type index handler bthandler;
comment on access method m is 'new';
