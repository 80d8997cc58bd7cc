create table p (e bigint); create table q (e bigint); create table c () inherits (q);
