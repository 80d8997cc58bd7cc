create schema "a.b; -- ""x""";
create table "a.b; -- ""x"""."Ta ble" (id int);
