-- the column leaves the domain for the type that is made anew
create type based;
create function based_in(cstring) returns based language internal immutable strict as 'int4in';
create function based_out(based) returns cstring language internal immutable strict as 'int4out';
create type based (input = based_in, output = based_out, internallength = 4, passedbyvalue, alignment = int4, default = '7');
create domain over_based as based;
create table holds (b over_based, id int);
create index holds_i on holds (id) where b is not null;
insert into holds values ('5', 1);
