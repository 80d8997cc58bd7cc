create type "C ""x;--" as ("select" int, "a.b" text, "ü" "char");
comment on column "C ""x;--"."a.b" is 'it''s';
create table t (c "C ""x;--");
