reset role;
create extension if not exists pg_graphql;
create table t (a int);
revoke all on t from anon;
create schema hidden;
create table hidden.t (a int);
grant select on hidden.t to anon;
