create table t (id bigint generated always as identity primary key);
create table levels (level int primary key);
create table pairs (a serial, b int, primary key (a, b));
