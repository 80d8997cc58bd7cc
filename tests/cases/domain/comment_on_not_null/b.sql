create domain "D" as int constraint "is to be" not null;
create domain e as int not null;
comment on constraint e_not_null on domain e is 'new';
create domain f as int not null;
comment on constraint f_not_null on domain f is 'as well';
create table t (d "D", e e, f f);
