create table p (id int primary key, u int unique);
create table c (p int constraint fk references p (u) match full on update set null);
