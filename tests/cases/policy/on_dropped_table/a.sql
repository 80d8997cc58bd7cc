create table t (id int);
create table u (id int);
create policy p on u using (exists (select from t));
