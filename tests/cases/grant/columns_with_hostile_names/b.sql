create table "T ""x;--" ("c.""d" int); grant update ("c.""d"), insert ("c.""d") on "T ""x;--" to bob;
