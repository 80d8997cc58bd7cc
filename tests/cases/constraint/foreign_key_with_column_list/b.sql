create table p (a int, b int, primary key (a, b), unique (b, a));
create table c (a int, b int, constraint f1 foreign key (a, b) references p on delete set null (b) on update cascade, constraint f2 foreign key (b, a) references p (b, a) match full deferrable initially deferred);
