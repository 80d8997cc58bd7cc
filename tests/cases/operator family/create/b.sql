create operator family f using btree;
create schema "S;--";
create operator family "S;--"."F ""x" using hash;
comment on operator family f using btree is 'x';
alter operator family f using btree owner to alice;
alter operator family f using btree add
    operator 1 < (int4, int8), operator 2 <= (int4, int8), operator 3 = (int4, int8),
    operator 4 >= (int4, int8), operator 5 > (int4, int8), function 1 btint48cmp(int4, int8);
