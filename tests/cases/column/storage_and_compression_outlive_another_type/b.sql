create type mood as enum ('b', 'a');
create table t (a text, b jsonb, c mood[], d varchar(9));
alter table t alter a set storage external, alter b set compression pglz, alter c set storage external;
alter table t alter d set storage main, alter d set compression pglz;
