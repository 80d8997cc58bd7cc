create table t (b jsonb, i jsonb, a json, d jsonb, s jsonb, m numeric, tz time, o money);
insert into t values ('true', '1', null, '"2020-01-02"', '{"x": 1}', '1.5', '10:00', 2);
