create type tr as range (subtype = text, collation = "POSIX", subtype_opclass = text_pattern_ops);
create table t (r tr);
