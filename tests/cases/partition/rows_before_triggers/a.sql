create function f() returns trigger language plpgsql as 'begin raise exception ''fired''; end';
create table m (id int not null, v text);
insert into m values (1, 'x'), (2, 'y');
create trigger t before insert on m for each row execute function f();
alter table m enable row level security;
create policy p on m to alice using (id > 0);
