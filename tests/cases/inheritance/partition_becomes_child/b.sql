create table p(k int not null, v text default 'x', check (k>0));
create table p1() inherits(p);
create index on p(k);
