create table p (a int not null);
create table c () inherits (p);
