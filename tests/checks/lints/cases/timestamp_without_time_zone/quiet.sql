create table t (made timestamptz, day date, hour time);
create view shown as select now()::timestamp as made;
