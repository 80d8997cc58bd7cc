create type mood as enum ('sad');
create table t (id int, m mood default 'sad' check (m = 'sad'));
create view v as select * from t where m = 'sad';
