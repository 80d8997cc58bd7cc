create table src (id int generated always as identity primary key, a text default 'x' check (a <> ''), b int generated always as (1) stored unique);
comment on column src.a is 'x';
create index i on src (a desc);
