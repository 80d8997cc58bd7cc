create text search dictionary d (template = simple);
comment on text search dictionary d is 'stays';
alter text search dictionary d owner to alice;
create text search configuration c (parser = "default");
alter text search configuration c add mapping for asciiword, word with d, simple;
alter text search configuration c add mapping for email with d;
create table t (a text);
create index i on t using gin (to_tsvector('c', a));
