create table t (id int, status text not null default 'new' check (status in ('new', 'old')));
create index on t (status);
insert into t values (1, 'old');
