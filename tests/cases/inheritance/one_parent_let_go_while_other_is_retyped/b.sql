create table party (name varchar(300), "Noted" text);
create table company (vat text) inherits (party);
create table auditable (changed text);
create table supplier (rating int, changed text) inherits (company);
