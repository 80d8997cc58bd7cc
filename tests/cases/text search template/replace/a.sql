create text search template t (init = dsimple_init, lexize = dsimple_lexize);
comment on text search template t is 'stays';
create text search dictionary d (template = t, stopwords = 'english');
create text search template gone (lexize = dsimple_lexize);
