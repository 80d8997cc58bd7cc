create extension vector schema extensions;
reset role;
update pg_extension set extversion = '0.1' where extname = 'pg_stat_statements';
