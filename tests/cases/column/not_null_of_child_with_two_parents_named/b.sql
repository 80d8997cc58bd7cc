create table p (a int, b int constraint pn not null);
create table q (b int constraint qn not null);
create table k (constraint kn not null b) inherits (p, q);
