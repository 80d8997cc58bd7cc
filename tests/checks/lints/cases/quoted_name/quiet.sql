create table plain (value text, position int, élève text, _x int, "timestamp" int);
create policy "Who may read" on plain using (true);
create function reload() returns int language sql as 'select 1';
