create type state as enum ('new', 'old');
create table t (id int, status state not null default 'new');
create index on t (status);
