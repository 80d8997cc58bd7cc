create table t (a int, constraint f check (a > 0), constraint g check (a < 9) no inherit); create table u () inherits (t);
