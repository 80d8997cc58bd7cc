create table base(a int, d date); create table kid(a int); create rule ru as on update to base do also select old.d;
