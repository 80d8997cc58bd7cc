create table p(k int constraint a not null) partition by range(k);
create table p1(k int constraint b not null);
alter table p attach partition p1 for values from (0) to (10);
