create schema r; alter default privileges in schema r grant all on tables to bob;
