create table "T ""x" ("a.b" int, "select" int);
