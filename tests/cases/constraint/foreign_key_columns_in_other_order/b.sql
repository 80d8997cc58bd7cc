create table p (a bigint, b varchar(9), unique (b, a));
create table c (a bigint, b varchar(9), constraint fk foreign key (b, a) references p (b, a));
