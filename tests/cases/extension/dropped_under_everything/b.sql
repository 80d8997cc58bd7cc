create table t (a text, b text);
create index ti on t (b);
create function f(text) returns int language sql as 'select 1';
