create schema "s ;"".";
create text search template "s ;""."."t ;""." (lexize = dsimple_lexize, init = dsimple_init);
create text search dictionary "s ;""."."d ;""." (template = "s ;""."."t ;"".");
create text search parser "s ;""."."p ;""." (start = prsd_start, gettoken = prsd_nexttoken, end = prsd_end, lextypes = prsd_lextype);
create text search configuration "s ;""."."c ;""." (parser = "s ;""."."p ;"".");
alter text search configuration "s ;""."."c ;""." add mapping for word, url_path with "s ;""."."d ;"".";
comment on text search template "s ;""."."t ;""." is '1';
comment on text search parser "s ;""."."p ;""." is '2';
