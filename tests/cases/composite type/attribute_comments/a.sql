create type pair as (a int, b text);
comment on column pair.a is 'one';
