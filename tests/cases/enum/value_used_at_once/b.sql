create type mood as enum ('sad', 'happy');
create table t (id int, m mood default 'happy' check (m in ('sad', 'happy')));
create view v as select * from t where m = 'happy';
create index t_happy on t (id) where m = 'happy';
create function cheer(m mood default 'happy') returns mood language sql begin atomic select 'happy'::mood; end;
