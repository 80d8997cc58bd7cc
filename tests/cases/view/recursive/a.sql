create table n (id int, p int);
create recursive view r (id, depth) as select id, 1 from n where p is null union all select n.id, depth + 1 from n join r on n.p = r.id;
