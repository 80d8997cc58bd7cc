create table "T" ("a""b" int, "select" text);
