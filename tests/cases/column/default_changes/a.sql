create table t (a int default 1, b text default 'x', c timestamptz default now(), d int, e jsonb default '{}');
