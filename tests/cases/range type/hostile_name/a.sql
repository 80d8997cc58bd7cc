create type "R ""x.y" as range (subtype = date, multirange_type_name = "M ;--");
create table t (r "R ""x.y", m "M ;--");
comment on type "R ""x.y" is 'x';
