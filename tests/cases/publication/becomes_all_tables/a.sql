create table t (id int primary key);
create publication p for table t;
comment on publication p is 'stays';
alter publication p owner to alice;
