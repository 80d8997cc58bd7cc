create type pair as (a int, b text);
comment on column pair.b is 'two';
comment on type pair is 'both';
