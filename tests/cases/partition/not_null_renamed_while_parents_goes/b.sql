create table p(k int) partition by range(k);
create table p1(k int constraint c not null);
alter table p attach partition p1 for values from (0) to (10);
