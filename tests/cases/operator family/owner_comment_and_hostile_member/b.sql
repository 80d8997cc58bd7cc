create operator family "F ;""" using btree;
alter operator family "F ;""" using btree owner to alice;
create schema "s ;";
create function "s ;"."c """(int, bigint) returns int language sql immutable as 'select 0';
alter operator family "F ;""" using btree add operator 1 < (int, bigint);
