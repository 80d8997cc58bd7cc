create table t (id int primary key, a int, b text);
create table u (id int primary key);
create publication p for table t, u;
create publication everything for all tables with (publish = 'insert, truncate', publish_via_partition_root = true);
create publication nothing;
create publication silent with (publish = '');
comment on publication p is 'for the warehouse';
alter publication nothing owner to alice;
