create table "T.t ""x" ("I d" int primary key, "sel;--" int); create schema "S ""y";
create publication "P ""p;--" for table "T.t ""x" where ("I d" > 0), tables in schema "S ""y";
