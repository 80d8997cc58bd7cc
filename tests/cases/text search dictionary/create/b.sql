create schema s;
create text search dictionary plain (template = simple);
create text search dictionary s.english (template = snowball, language = english, stopwords = 'english');
create text search dictionary syn (template = pg_catalog.simple, accept = false);
comment on text search dictionary plain is 'x';
alter text search dictionary s.english owner to alice;
