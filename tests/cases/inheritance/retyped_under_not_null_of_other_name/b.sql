create table t (a bigint constraint n1 not null default 3, b int);
create table t2 (a bigint constraint nx not null, check (a > 0)) inherits (t);
create table t3 (a bigint constraint ny not null) inherits (t2);
create table t4 () inherits (t2);
create index on t2 (a);
create view v as select b from t2;

create table p (k int, a bigint constraint pn not null) partition by list (k);
create table p1 (k int, a bigint constraint px not null);
alter table p attach partition p1 for values in (1);
create table p2 partition of p for values in (2) partition by list (k);
create table p21 (k int, a bigint constraint py not null);
alter table p2 attach partition p21 for values in (2);
create table p3 (k int, a bigint constraint pz not null);
alter table p attach partition p3 for values in (3);
create index on p (a);
