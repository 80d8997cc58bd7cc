create table t (a int constraint old_pk primary key);
create table child (a int constraint fk references t);
