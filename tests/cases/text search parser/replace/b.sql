create text search parser p (start = prsd_start, gettoken = prsd_nexttoken, end = prsd_end, lextypes = prsd_lextype);
comment on text search parser p is 'stays';
create text search parser other (start = prsd_start, gettoken = prsd_nexttoken, end = prsd_end, lextypes = prsd_lextype);
create text search configuration c (parser = p);
alter text search configuration c add mapping for word with simple;
comment on text search configuration c is 'stays';
