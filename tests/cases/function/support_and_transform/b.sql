create function f(a int) returns boolean language internal immutable strict support pg_catalog.textlike_support as 'int4pl';
