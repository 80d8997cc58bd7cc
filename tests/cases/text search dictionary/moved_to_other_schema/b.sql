create schema a; create schema b;
create text search dictionary b.d (template = simple, accept = false);
create text search configuration a.c (parser = default);
alter text search configuration a.c add mapping for asciiword with b.d, simple;
