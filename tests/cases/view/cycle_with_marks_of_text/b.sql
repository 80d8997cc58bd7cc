create table tree (id int, p int);
create view v as with recursive sg(f, t) as (select id, p from tree union all select g.id, g.p from tree g, sg where g.p = sg.f)
  cycle f set c to 'Y' default 'N' using path select f, c from sg;
create view w as with recursive sg(f, t) as (select id, p from tree union all select g.id, g.p from tree g, sg where g.p = sg.f)
  cycle f set c using path select f, c from sg;
