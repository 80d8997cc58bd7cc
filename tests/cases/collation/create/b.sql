create collation plain (locale = 'C');
create schema s;
create collation s.mixed (lc_collate = 'C', lc_ctype = 'POSIX');
comment on collation plain is 'as in the phone book';
alter collation plain owner to alice;
create table t (a text collate plain, b text collate s.mixed);
create index on t (a collate s.mixed);
