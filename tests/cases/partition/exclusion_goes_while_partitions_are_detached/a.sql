create table gone (a int, b int) partition by range (a);
create table gone1 partition of gone for values from (1) to (5) partition by range (a);
create table gone2 partition of gone1 for values from (1) to (4);
alter table gone add constraint goes exclude using btree (a with =);

create table other (a int, b int) partition by range (a);
create table other1 partition of other for values from (1) to (5);
alter table other add constraint changes exclude using btree (a with =);

-- Partitions keep it as their own.
create table kept (a int, b int) partition by range (a);
create table kept1 partition of kept for values from (1) to (5);
create table kept2 partition of kept for values from (5) to (9);
alter table kept add constraint goes_above exclude using btree (a with =);

create table plain (a int, b int) partition by range (a);
create table plain1 partition of plain for values from (1) to (5);
alter table plain add constraint goes_with_key exclude using btree (a with =);
