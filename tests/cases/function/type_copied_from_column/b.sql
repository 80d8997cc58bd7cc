create table t (id bigint);
create function f(t.id%type) returns t.id%type language sql as 'select $1';
