create type mood as enum ('sad', 'happy', 'x');
create table t (id int, m mood, glad boolean generated always as (m = 'happy') stored);
