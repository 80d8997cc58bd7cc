create table t (id text primary key, flag text default 'true', n text default '5', j text, d text, arr text, u text);
insert into t values ('1', 'true', '7', '{"a": 1}', '2020-01-01', '{1,2}', 'b5d0f2a8-0b0c-4d4e-8f8f-000000000001');
