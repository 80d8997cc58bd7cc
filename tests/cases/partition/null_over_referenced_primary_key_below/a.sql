create table t(a int not null, b int not null) partition by range(a);
create table t1 partition of t default partition by list (b);
create table t11 partition of t1 default;
alter table t11 add constraint pk_ primary key (b, a);
create table r(x int, y int, foreign key (x,y) references t11(b,a));
comment on constraint pk_ on t11 is 'k';
