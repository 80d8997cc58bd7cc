create table t (a "char", b "char", c "char", d "char");
insert into t values ('A', 'x', 'y', 'z');
