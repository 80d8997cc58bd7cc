create type mood as enum ('a', 'b');
create table t (a varchar(10), b json, c mood[], d text);
alter table t alter a set storage external, alter b set compression pglz, alter c set storage external;
alter table t alter d set storage main, alter d set compression pglz;
insert into t values ('a', '{}', '{a}', 'd');
