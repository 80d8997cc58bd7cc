create domain d as int;
create table p (id d not null, note text) partition by range (id);
create table p1 partition of p for values from (1) to (10);
insert into p values (1,'happy');
