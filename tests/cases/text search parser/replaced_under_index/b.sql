create text search parser p (start = prsd_start, gettoken = prsd_nexttoken, end = prsd_end, lextypes = prsd_lextype, headline = prsd_headline);
create text search configuration c (parser = p);
alter text search configuration c add mapping for word with simple;
create table t (x text);
create index on t using gin (to_tsvector('c', x));
