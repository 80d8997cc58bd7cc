create domain "D" as int constraint "must be" not null;
comment on constraint "must be" on domain "D" is 'it''s so';
create domain e as int not null;
create domain f as int;
create table t (d "D", e e, f f);
