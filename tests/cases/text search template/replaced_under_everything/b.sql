create text search template t (init = dsimple_init, lexize = dsimple_lexize);
create text search dictionary d (template = t);
create text search configuration c (parser = default);
alter text search configuration c add mapping for word with d;
create table x (y text);
create index on x using gin (to_tsvector('c', y));
