create table p (a int, b int) partition by list (a);
create table q (a int, b int) partition by list (a);
create table c partition of p for values in (1);
create index p_b on p (b);
create index q_b on q (b);
insert into c values (1, 1);
