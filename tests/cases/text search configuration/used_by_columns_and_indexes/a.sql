create text search dictionary d (template = simple, stopwords = 'english');
create text search configuration c (copy = english);
alter text search configuration c alter mapping for asciiword with d, english_stem;
create table t (x text, v tsvector generated always as (to_tsvector('c', x)) stored);
create index on t using gin (to_tsvector('c', x));
create view w as select to_tsvector('public.c'::regconfig, x) from t;
comment on text search configuration c is 'x';
