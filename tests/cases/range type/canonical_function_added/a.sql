create type r as range (subtype = int4);
create table t (r r, primary key (r));
insert into t values ('[1,5)');
