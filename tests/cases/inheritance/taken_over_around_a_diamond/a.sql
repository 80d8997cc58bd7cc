-- Two parents with one heir let go of a column of their own, and so does the heir.
create table p (a bigint);
create table "C" (a bigint) inherits (p);
create table c (a bigint) inherits (p);
create table d (a bigint) inherits ("C", c);
insert into p values (1);
insert into "C" values (2), (3);
insert into c values (4);
insert into d values (5), (6);
