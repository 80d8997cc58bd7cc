create table gone (a int, b int) partition by range (a);
create table gone1 partition of gone for values from (1) to (6) partition by range (a);
create table gone2 partition of gone1 for values from (1) to (5);

create table other (a int, b int) partition by range (a);
create table other1 partition of other for values from (1) to (6);
alter table other add constraint changes exclude using btree (a with =, b with =);

create table kept (a int, b int) partition by range (a);
create table kept1 partition of kept for values from (1) to (4);
alter table kept1 add constraint kept1_a_excl exclude using btree (a with =);
create table kept2 (a int, b int);
alter table kept2 add constraint kept2_a_excl exclude using btree (a with =);

create table plain (a int, b int) partition by range (b);
create table plain1 partition of plain for values from (1) to (5);
