create type mood as enum ('a','b','c');
create function rank(m mood) returns int immutable language sql as $$ select case m when 'a' then 1 else 2 end $$;
create table p (id int, m mood not null) partition by list ((rank(m)));
create table p1 partition of p for values in (1);
insert into p values (1,'a');
