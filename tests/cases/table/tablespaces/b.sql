create table t (a int, b text, primary key (a) using index tablespace case_space) tablespace case_space;
create index i on t (b) tablespace case_space;
create materialized view mv tablespace case_space as select a from t;
create table p (a int) partition by list (a) tablespace case_space;
create index on p (a) tablespace case_space;
alter table t add constraint u unique (b) using index tablespace case_space;
