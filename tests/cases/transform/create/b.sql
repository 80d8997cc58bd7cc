create function from_sql(internal) returns internal language internal immutable as 'prsd_lextype';
create function to_sql(internal) returns integer language internal immutable as 'int4recv';
create transform for int language plpgsql (from sql with function from_sql(internal), to sql with function to_sql(internal));
comment on transform for int language plpgsql is 'x';
