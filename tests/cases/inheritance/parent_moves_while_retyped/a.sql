create schema s1; create schema s2; create table s1.p (e int default 3); create table s1.h() inherits (s1.p);
