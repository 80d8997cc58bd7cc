create type span as range (subtype = int4);
create table t (id int, r span, exclude using gist (r with &&));
