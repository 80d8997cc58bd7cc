create text search dictionary d (template = simple, stopwords = 'english', accept = false);
create text search dictionary e (template = snowball, language = 'english', stopwords = 'english');
comment on text search dictionary d is 'old';
create text search configuration c (parser = "default");
alter text search configuration c add mapping for asciiword with d;
