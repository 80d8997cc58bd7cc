create table t (a bigint);
create table u (a bigint, b int);
create rule r as on update to t do also update u set a = new.a, b = 1 where u.a = old.a;
