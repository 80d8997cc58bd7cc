create type based;
create function based_in(cstring) returns based language internal immutable strict as 'int4in';
create function based_out(based) returns cstring language internal immutable strict as 'int4out';
create type based (input = based_in, output = based_out, internallength = 4, passedbyvalue, alignment = int4, delimiter = ';');
create table holds (b based, id int);
create index holds_i on holds (id) where b is not null;
