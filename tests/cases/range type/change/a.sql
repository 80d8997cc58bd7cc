create type span as range (subtype = float8);
create table t (id int, r span default '[1,2)');
insert into t values (1, '[1,2)');
