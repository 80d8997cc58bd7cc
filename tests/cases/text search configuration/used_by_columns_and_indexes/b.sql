create text search dictionary d (template = simple, stopwords = 'english', accept = false);
create text search dictionary e (template = simple);
create text search configuration c (copy = english);
alter text search configuration c alter mapping for asciiword with d, e, english_stem;
alter text search configuration c drop mapping for url, email;
create table t (x text, v tsvector generated always as (to_tsvector('c', x)) stored);
create index on t using gin (to_tsvector('c', x));
create view w as select to_tsvector('public.c'::regconfig, x) from t;
comment on text search configuration c is 'y';
