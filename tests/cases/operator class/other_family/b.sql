create operator family one using hash;
create operator family two using hash;
create operator class oc for type int using hash family two as operator 1 =, function 1 hashint4(int);
