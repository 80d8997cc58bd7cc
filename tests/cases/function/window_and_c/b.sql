create function my_row_number() returns bigint language internal window as 'window_row_number';
create function my_add(int, int) returns int language internal immutable strict as 'int4pl';
