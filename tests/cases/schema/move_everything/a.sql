create schema old;
create type old.mood as enum ('sad', 'happy');
create table old.people (id int primary key, mood old.mood default 'sad');
create view old.happy as select * from old.people where mood = 'happy';
