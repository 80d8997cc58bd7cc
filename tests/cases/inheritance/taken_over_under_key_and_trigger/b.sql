create table p (id int not null, a int);
create table c (primary key (id), b int) inherits (p);
create table r (c int references c (id));
create function f() returns trigger language plpgsql as 'begin raise exception ''fired''; end';
create trigger t before update of a on c for each row execute function f();
