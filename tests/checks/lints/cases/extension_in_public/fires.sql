-- finds: extension vector
create extension vector schema public;
