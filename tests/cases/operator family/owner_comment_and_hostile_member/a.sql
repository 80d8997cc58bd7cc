create operator family "F ;""" using btree;
comment on operator family "F ;""" using btree is 'fam';
create schema "s ;";
create function "s ;"."c """(int, bigint) returns int language sql immutable as 'select 0';
alter operator family "F ;""" using btree add function 1 "s ;"."c """(int, bigint);
