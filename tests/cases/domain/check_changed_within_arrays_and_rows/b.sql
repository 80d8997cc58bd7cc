create domain "z'ip" as text not null constraint short check (length(value) < 6);
create domain inner_one as int constraint positive check (value > 0);
create domain outer_one as inner_one[] check (cardinality(value) < 9);
create type address as (street text, zip "z'ip");
create type nested as (name text, home address[]);
create type span as range (subtype = inner_one, multirange_type_name = spans);
create table t (
    id int primary key, plain "z'ip", tags "z'ip"[] not null default '{a}', home address, more nested,
    numbers outer_one, during span, pauses spans,
    check (cardinality(tags) < 9), exclude using gist (during with &&)
);
create index t_tags on t using gin (tags);
create view v as select id, tags, (home).zip from t;
create policy p on t using (cardinality(tags) > 0);
create table plain (x "z'ip");
create table u (whole plain, by_tag "z'ip"[] primary key);
alter table t alter column tags set storage external, alter column home set compression pglz;
