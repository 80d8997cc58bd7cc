create schema new;
create type new.mood as enum ('sad', 'happy');
create table new.people (id int primary key, mood new.mood default 'sad');
create view new.happy as select * from new.people where mood = 'happy';
