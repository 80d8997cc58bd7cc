create type span as range (subtype = float8, subtype_diff = float8mi);
create table t (id int, r span default '[1,2)');
