create type mood as enum ('happy', 'sad');
create table t (id int, m mood, glad boolean generated always as (m = 'happy') stored);
