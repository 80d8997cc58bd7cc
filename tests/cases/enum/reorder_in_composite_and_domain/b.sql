create type level as enum ('high', 'low');
create type reading as (at timestamptz, level level);
create domain known as level not null;
create table t (id int primary key, l known, many level[]);
