create type "C ""x;--" as ("select" int, "a.b" text, "ü""" "char");
create table t (c "C ""x;--");
alter type "C ""x;--" owner to alice;
