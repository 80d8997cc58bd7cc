create schema "S;--";
create type "S;--"."T ""x" as (a int);
create function "S;--"."F ""x"("S;--"."T ""x", "S;--"."T ""x") returns boolean language sql immutable as 'select true';
create operator "S;--".@#% (function = "S;--"."F ""x", leftarg = "S;--"."T ""x", rightarg = "S;--"."T ""x", commutator = operator("S;--".@#%));
comment on operator "S;--".@#% ("S;--"."T ""x", "S;--"."T ""x") is 'x';
