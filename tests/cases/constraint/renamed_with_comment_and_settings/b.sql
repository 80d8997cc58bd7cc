create table t (a int constraint c2 check (a > 0), b int constraint u2 unique with (fillfactor = 70), constraint x2 exclude (b with =), constraint f2 foreign key (a) references t (b) deferrable);
comment on constraint u2 on t is 'two';
