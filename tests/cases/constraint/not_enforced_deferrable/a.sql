create table r (id int primary key);
create table t (a int, constraint f foreign key (a) references r deferrable initially deferred not enforced, constraint c check (a > 0) not enforced);
create table h() inherits (t);
