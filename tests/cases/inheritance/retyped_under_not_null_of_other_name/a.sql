create table t (a int constraint n1 not null default 3, b int);
create table t2 (a int constraint nx not null, check (a > 0)) inherits (t);
create table t3 (a int constraint ny not null) inherits (t2);
create table t4 () inherits (t2);
create index on t2 (a);
create view v as select b from t2;

create table p (k int, a int constraint pn not null) partition by list (k);
create table p1 (k int, a int constraint px not null);
alter table p attach partition p1 for values in (1);
create table p2 partition of p for values in (2) partition by list (k);
create table p21 (k int, a int constraint py not null);
alter table p2 attach partition p21 for values in (2);
create table p3 (k int, a int constraint pz not null);
alter table p attach partition p3 for values in (3);
create index on p (a);
insert into t3 values (1, 2);
insert into p values (1, 1), (2, 2), (3, 3);
