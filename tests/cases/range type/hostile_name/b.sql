create type "R ""x.y" as range (subtype = timestamp, multirange_type_name = "M ;--");
create table t (r "R ""x.y", m "M ;--");
