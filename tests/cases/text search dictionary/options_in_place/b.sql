create text search dictionary d (template = simple, accept = true);
create text search dictionary e (template = snowball, stopwords = 'french', language = 'french');
comment on text search dictionary d is 'new';
create text search configuration c (parser = "default");
alter text search configuration c add mapping for asciiword with d;
