create table base (a int not null);
create table child (a int) inherits (base);
