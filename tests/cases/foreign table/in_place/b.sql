create foreign data wrapper w;
create server s foreign data wrapper w;
create foreign table t (
    id int options (column_name 'id', other 'x'),
    name int default 7,
    added text options (column_name 'ADDED') not null default 'a',
    constraint negative check (id < 0)
) server s options (b '3', c '4');
create view v as select id from t;
comment on foreign table t is 'new';
alter foreign table t owner to alice;
