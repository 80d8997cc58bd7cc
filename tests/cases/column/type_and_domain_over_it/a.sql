create domain mail as text check (value ~ '@');
create domain short as varchar(5);
create domain num as int;
create domain nums as int[];
create domain mail2 as mail check (length(value) < 50);
create table t (a text, b varchar(20), c int, d int[], e mail, f short, g num, h nums, i text, j mail2, k num default 3, l text);
insert into t values ('a@b','xy',3,'{1,2}','c@d','ab',7,'{3}','5','x@y',4,'2020-01-01');
