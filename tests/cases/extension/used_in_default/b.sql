create extension pgcrypto;
create table t (id text primary key default gen_salt('md5'));
