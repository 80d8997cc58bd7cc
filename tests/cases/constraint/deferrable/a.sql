create table p (id int primary key);
create table t (a int constraint u unique, f int constraint f references p, g int constraint g references p deferrable initially deferred);
