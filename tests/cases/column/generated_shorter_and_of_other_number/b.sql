create table t(a text, g varchar(5) generated always as (a||'') stored, h int generated always as (length(a)+1) stored);
