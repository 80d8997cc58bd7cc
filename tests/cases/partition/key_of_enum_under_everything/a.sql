create type e as enum ('a','b','c');
create table p (id int, e e, primary key (id, e)) partition by list (e);
create table p1 partition of p for values in ('a');
create table p2 partition of p for values in ('b', 'c');
create table o (id int primary key, pid int, pe e, foreign key (pid, pe) references p);
insert into p values (1, 'a');
insert into o values (1, 1, 'a');
create function f(x e) returns setof p language sql begin atomic select * from p where e = x; end;
create materialized view m as select e, count(*) from p group by e;
