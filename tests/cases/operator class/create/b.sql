create operator class backwards for type int4 using btree as
    operator 1 > , operator 2 >= , operator 3 = , operator 4 <= , operator 5 < , function 1 btint4cmp(int4, int4);
create schema "S;--";
create operator family fam using hash;
create operator class "S;--"."C ""x" for type text using hash family fam as operator 1 =, function 1 hashtext(text);
create operator class nothing for type text using gin as storage int4;
comment on operator class backwards using btree is 'x';
alter operator class backwards using btree owner to alice;
create table t (a int, b text);
create index i on t (a backwards);
create index j on t using hash (b "S;--"."C ""x");
create type r as range (subtype = int4, subtype_opclass = backwards);
