create schema s; alter default privileges in schema s grant all on tables to bob;
