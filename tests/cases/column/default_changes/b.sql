create table t (a int default 2, b text, c timestamptz default current_timestamp, d int default 1 + 2, e jsonb default '{"a": "b''c\\d"}');
