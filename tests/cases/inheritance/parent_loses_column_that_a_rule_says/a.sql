create table base(a int); create table kid() inherits (base); create rule ru as on update to base do also select old;
