create table p (id int, a int, c text, primary key (id, a)) partition by range (a);
create table p1 partition of p for values from (1) to (10);
create index p_c on p (c);
insert into p values (1, 1, 'x');
