create table t (a int constraint c1 check (a > 0), b int constraint u1 unique, constraint x1 exclude (b with =), constraint f1 foreign key (a) references t (b));
comment on constraint u1 on t is 'one';
comment on index u1 is 'index';
