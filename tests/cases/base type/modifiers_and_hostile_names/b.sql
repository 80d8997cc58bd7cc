create function ti(cstring[]) returns int language internal immutable strict as 'varchartypmodin';
create table t (y int);
