-- What a view stands on becomes another kind of relation, while of the view itself only the privileges change.
create table stats (day date primary key, n int not null default 0);
create view "re cent" as select day from stats where n > 0;
create materialized view kept as select n from stats;
grant select on "re cent" to alice;
comment on materialized view kept is 'kept';
