create text search template t (lexize = dsimple_lexize);
comment on text search template t is 'stays';
create text search dictionary d (template = t);
