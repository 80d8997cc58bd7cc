create schema a; create schema b;
create text search dictionary a.d (template = simple);
create text search configuration a.c (parser = default);
alter text search configuration a.c add mapping for word, asciiword with a.d, simple;
