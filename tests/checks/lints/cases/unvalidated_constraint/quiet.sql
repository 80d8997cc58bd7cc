create table t (a int check (a > 0));
alter table t add constraint later check (a < 9) not valid;
alter table t validate constraint later;
create domain amount as int check (value > 0);
