create type mood as enum ('happy','sad','bored');
create table p (id int, m mood not null, note text default 'x', primary key (id, m)) partition by list (m);
create table p_happy partition of p for values in ('happy');
create table p_rest partition of p default;
create index on p (note);
insert into p values (1,'happy'),(2,'sad');
create view v as select * from p where m = 'sad';
