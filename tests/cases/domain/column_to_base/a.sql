create domain email as text check (value like '%@%');
create table t (id int, e email);
insert into t values (1, 'a@b');
