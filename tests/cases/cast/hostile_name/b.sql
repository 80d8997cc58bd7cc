create schema "S;--";
create type "S;--"."T ""x.y" as (a int);
create cast ("S;--"."T ""x.y" as json) with inout;
comment on cast ("S;--"."T ""x.y" as json) is 'x';
