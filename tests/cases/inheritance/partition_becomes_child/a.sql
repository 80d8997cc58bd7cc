create table p(k int not null, v text default 'x', check (k>0)) partition by range(k);
create table p1 partition of p for values from (0) to (10);
create index on p (k);
insert into p values(1);
