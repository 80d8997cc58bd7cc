create table m (id int not null, v text) partition by hash (id);
create table m1 partition of m for values with (modulus 2, remainder 0);
create table m2 partition of m for values with (modulus 2, remainder 1);
insert into m values (1, 'x'), (2, 'y');
create function f() returns trigger language plpgsql as 'begin raise exception ''fired''; end';
create trigger t before insert on m for each row execute function f();
alter table m enable row level security;
create policy p on m to alice using (id > 0);
