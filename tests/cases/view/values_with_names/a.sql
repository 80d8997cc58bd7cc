create view v (a, "select") as values (1, ') "*VALUES*"'::text), (2, 'y');
create materialized view m ("h ""x", column2) as values (1, 2);
