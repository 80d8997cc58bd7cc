-- nothing casts to JSON but strings; rows are kept
create table t (b boolean, i int, a int[], d date, s text, m money, tz timetz, o numeric);
insert into t values (true, 1, '{1,2}', '2020-01-02', '{"x": 1}', '1.5', '10:00+00', 2);
