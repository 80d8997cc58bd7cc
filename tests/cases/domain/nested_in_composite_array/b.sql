create domain positive as int check (value > 1);
create type line as (n positive, note text);
create table t (id int, lines line[]);
create function total(l line[]) returns int language sql as $$ select 1 $$;
