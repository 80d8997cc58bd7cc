create extension pg_trgm;
create table words (word text);
create index words_trgm on words using gin (word gin_trgm_ops);
