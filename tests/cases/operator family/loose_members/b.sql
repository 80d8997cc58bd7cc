create function cmp(int4, int8) returns int language sql immutable as 'select btint48cmp($1, $2)';
create operator family f using btree;
alter operator family f using btree add
    operator 1 <= (int4, int8), operator 5 > (int4, int8), function 1 (int4, int8) cmp(int4, int8);
comment on operator family f using btree is 'stays';
