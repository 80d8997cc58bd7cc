create table "T ""x" ("a.b" int primary key);
create schema "S;--";
create publication "P ""ub;--" for table "T ""x" ("a.b") where ("a.b" > 0);
create publication "select" for tables in schema "S;--";
comment on publication "P ""ub;--" is 'x';
