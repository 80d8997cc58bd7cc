create table p (id int, a int) partition by range (a);
create table p1 partition of p for values from (1) to (10) with (fillfactor = 70);
alter table p1 add check (id > 0);
alter table p1 alter id set not null, alter id set default 7;
create unique index p1_u on p1 (id);
alter table p1 enable row level security;
create policy q on p1 using (id = 1);
create trigger tr before update on p1 for each row execute function suppress_redundant_updates_trigger();
