create type "My ""Mood" as enum ('☃', 'c"d', 'a''b');
create table t (m "My ""Mood" default 'a''b');
