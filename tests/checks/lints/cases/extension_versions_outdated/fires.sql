-- finds: extension vector
create extension vector schema extensions;
reset role;
update pg_extension set extversion = '0.1' where extname = 'vector';
