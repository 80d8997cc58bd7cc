create table p (a int, b text, unique (a, b));
create table c (a int, b text, constraint fk foreign key (a, b) references p (a, b));
insert into p values (1, 'x');
insert into c values (1, 'x');
