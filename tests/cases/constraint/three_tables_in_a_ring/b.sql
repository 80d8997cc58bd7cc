create table a (id bigint primary key, b bigint);
create table b (id bigint primary key, c bigint);
create table c (id bigint primary key, a bigint);
alter table a add foreign key (b) references b on delete cascade;
alter table b add foreign key (c) references c;
alter table c add foreign key (a) references a;
