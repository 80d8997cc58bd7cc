create table t (id int primary key);
create publication p for table t with (publish = 'update, delete', publish_via_partition_root = true);
comment on publication p is 'new';
