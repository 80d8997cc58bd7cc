create schema s1; create schema s2; create table s2.p (e bigint default 3); create table s2.h() inherits (s2.p);
