create schema "S;--";
create table "T ""x" ("a.b" int, "select" int);
create statistics "S;--"."st at.""x" on "a.b", "select" from "T ""x";
comment on statistics "S;--"."st at.""x" is 'it''s \ fine';
