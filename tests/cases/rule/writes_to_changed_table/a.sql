create table t (a int);
create table u (a int);
create rule r as on update to t do also update u set a = new.a where u.a = old.a;
