create schema "S;--";
create text search template "S;--"."T ""x" (init = dsimple_init, lexize = dsimple_lexize);
create text search parser "S;--"."P ""x" (start = prsd_start, gettoken = prsd_nexttoken, end = prsd_end, lextypes = prsd_lextype);
create text search dictionary "D ""x" (template = "S;--"."T ""x");
create text search configuration "C ""x" (parser = "S;--"."P ""x");
comment on text search template "S;--"."T ""x" is 'x';
