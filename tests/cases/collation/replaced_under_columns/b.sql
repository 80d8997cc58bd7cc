create collation c (locale = 'POSIX');
comment on collation c is 'stays';
alter collation c owner to alice;
create table t (id int, a text collate c, b varchar(5) collate c not null default 'x');
create index t_a on t (a);
create view v as select a from t order by a collate c;
create domain d as text collate c;
create table u (d d);
