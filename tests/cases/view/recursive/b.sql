create table n (id bigint, p bigint);
create recursive view r (id, depth) as select id, 0 from n where p is null union all select n.id, depth + 1 from n join r on n.p = r.id where depth < 9;
