create table "T.t ""x" ("I d" bigint primary key, "sel;--" int); create schema "S ""y";
create publication "P ""p;--" for table "T.t ""x" where ("I d" > 1);
comment on publication "P ""p;--" is 'x';
