create table p (id int, a int, c text, primary key (id, a)) partition by range (a);
create index p_c on p (c);
create table p1 (id bigint not null, a int not null, c text);
