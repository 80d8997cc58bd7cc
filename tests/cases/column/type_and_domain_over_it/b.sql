create domain mail as text check (value ~ '@');
create domain short as varchar(5);
create domain num as int;
create domain nums as int[];
create domain mail2 as mail check (length(value) < 50);
create domain other as text;
create domain day as date;
create table t (a mail, b short, c num, d nums, e text, f varchar(3), g bigint, h int[], i num, j mail, k int default 3, l day);
insert into t values ('a@b','xy',3,'{1,2}','c@d','ab',7,'{3}','5','x@y',4,'2020-01-01');
