create operator class c for type int4 using btree as
    operator 1 < , operator 2 <= , operator 3 = , operator 4 >= , operator 5 > ,
    function 1 btint4cmp(int4, int4), function 2 btint4sortsupport(internal);
comment on operator class c using btree is 'stays';
alter operator class c using btree owner to alice;
create table t (a int);
create index i on t (a c);
comment on index i is 'stays';
