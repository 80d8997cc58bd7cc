create foreign data wrapper "W ""x;--";
comment on foreign data wrapper "W ""x;--" is 'x';
create server "S ""x;--" foreign data wrapper "W ""x;--";
create user mapping for public server "S ""x;--" options ("User" 'a''b');
create foreign table "T ""x" ("a.b" int options ("k k" 'v')) server "S ""x;--" options ("select" 'x');
