create function cmp(int, int) returns int language sql immutable strict as 'select btint4cmp($1, $2)';
create operator class oc for type int using btree as
    operator 1 <, operator 2 <=, operator 3 =, operator 4 >=, operator 5 >, function 1 cmp(int, int);
create table t (x int);
create index ti on t (x oc);
comment on operator class oc using btree is 'oc';
