create table t (id uuid primary key, b date, i boolean, d int, j text[]);
