create type "My ""Mood" as enum ('a''b', 'c"d', 'e\f', '☃');
create table t (m "My ""Mood" default 'a''b');
