reset role;
create extension if not exists pg_graphql;
create table t (a int);
revoke all on t from authenticated;
grant select on t to anon;
