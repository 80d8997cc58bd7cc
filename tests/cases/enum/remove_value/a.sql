create type mood as enum ('sad', 'ok', 'happy');
create table t (id int primary key, m mood not null default 'ok');
insert into t values (1, 'ok');
