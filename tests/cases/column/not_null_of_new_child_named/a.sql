create table p (a int constraint pn not null);
create table k (b int) inherits (p);
