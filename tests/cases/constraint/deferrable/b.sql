create table p (id int primary key);
create table t (a int constraint u unique deferrable, f int constraint f references p deferrable, g int constraint g references p);
