create table p (k int primary key) partition by range (k);
create table p1 (k int constraint x2 primary key);
create table p2 (k int constraint x1 primary key);
alter table p attach partition p1 for values from (0) to (10);
alter table p attach partition p2 for values from (10) to (20);
