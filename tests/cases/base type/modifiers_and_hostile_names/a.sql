create schema "s ;";
create type "s ;"."b """;
create function "s ;"."bi ;"(cstring, oid, int) returns "s ;"."b """ language internal immutable strict as 'varcharin';
create function "s ;"."bo ."("s ;"."b """) returns cstring language internal immutable strict as 'varcharout';
create function ti(cstring[]) returns int language internal immutable strict as 'varchartypmodin';
create function tou(int) returns cstring language internal immutable strict as 'varchartypmodout';
create type "s ;"."b """ (input = "s ;"."bi ;", output = "s ;"."bo .", typmod_in = ti, typmod_out = tou,
    collatable = true);
create table t (x "s ;"."b """(10) collate "C");
