create view v (a, "select", b) as values (1, ') "*VALUES*"'::text, 3.5), (2, 'z', 4);
create materialized view m ("h ""x", column2) as values (1, 3), (2, 4);
create view plain as values (1, 2);
create view inner_one as select a, b from (values (1, 2)) x(a, b);
