create table p (id int not null, a int);
create table c (id int primary key, a int, b int);
create table r (c int references c (id));
create function f() returns trigger language plpgsql as 'begin raise exception ''fired''; end';
insert into c values (1,2,3);
insert into r values (1);
create trigger t before update of a on c for each row execute function f();
