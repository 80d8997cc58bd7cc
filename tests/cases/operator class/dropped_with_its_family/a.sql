create operator class oc for type int using hash as operator 1 =, function 1 hashint4(int);
create table t (x int); create index on t using hash (x oc);
