create table party (name text, "Noted" text);
create table company (vat text) inherits (party);
create table auditable (changed text);
create table supplier (rating int) inherits (company, auditable);
insert into supplier (name) values ('kept');
