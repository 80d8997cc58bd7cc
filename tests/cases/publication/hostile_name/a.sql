create table "T ""x" ("a.b" int primary key);
