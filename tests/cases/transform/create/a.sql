create function from_sql(internal) returns internal language internal immutable as 'prsd_lextype';
create function to_sql(internal) returns integer language internal immutable as 'int4recv';
