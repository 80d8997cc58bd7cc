create domain "Do""main; x" as int constraint "c' ""k" check (value > 0);
comment on domain "Do""main; x" is 'a\b';
comment on constraint "c' ""k" on domain "Do""main; x" is '\';
create table t (v "Do""main; x");
