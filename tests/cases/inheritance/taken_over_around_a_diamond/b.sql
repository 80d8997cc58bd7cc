create table p (a int);
create table "C" () inherits (p);
create table c () inherits (p);
create table d () inherits ("C", c);
insert into p values (1);
insert into "C" values (2), (3);
insert into c values (4);
insert into d values (5), (6);
