create table t (a int); create table u (x text);
create rule r as on insert to t do also insert into u select 'q' from t;
create rule r2 as on update to t do instead select 'q', new.a;
create view v as select (select 'q') as a, (select 'z'::varchar(3) from t limit 1), exists(select 'a' from t), array(select 'x') as arr, case when 'b' in (select 'c') then 1 end;
create function g() returns text begin atomic select (select 'q' from t limit 1); end;
