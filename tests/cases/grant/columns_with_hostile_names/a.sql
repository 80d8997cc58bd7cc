create table "T ""x;--" ("c.""d" int); grant select ("c.""d") on "T ""x;--" to alice with grant option;
set session authorization alice; grant select ("c.""d") on "T ""x;--" to bob; reset session authorization;
