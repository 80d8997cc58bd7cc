create table p (id int primary key);
create function touch() returns trigger language plpgsql as $$ begin return new; end $$;
create table t (id int, k int, p_id int references p, primary key (id, k)) partition by range (k);
create table a partition of t for values from (0) to (10);
create index on t (p_id);
create trigger tr after insert on t for each row execute function touch();
create view v as select * from a;
comment on table a is 'a';
insert into t values (1, 2, null);
