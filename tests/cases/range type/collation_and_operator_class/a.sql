create type tr as range (subtype = text, collation = "C");
create table t (r tr);
