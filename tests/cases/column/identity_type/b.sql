create table t (id bigint generated always as identity primary key);
create table ref (t_id bigint references t);
