create type feeling as enum ('sad', 'happy');
create table t (id int, m feeling default 'sad');
