create table p (a int constraint pm not null);
create table k (b int, constraint kk not null a) inherits (p);
