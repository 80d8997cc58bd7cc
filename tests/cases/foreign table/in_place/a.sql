create foreign data wrapper w;
create server s foreign data wrapper w;
create foreign table t (
    id int options (column_name 'ID', key 'true') not null,
    name varchar(5) default 'x',
    gone int,
    constraint positive check (id > 0)
) server s options (a '1', b '2');
create view v as select id from t;
comment on foreign table t is 'old';
