create table t (a int, constraint f check (a > 0) no inherit, constraint g check (a < 9)); create table u () inherits (t);
