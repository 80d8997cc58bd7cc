create table target (id int primary key);
create table p (a int, b int references target deferrable initially deferred) partition by range (a);
create table p1 partition of p default;
