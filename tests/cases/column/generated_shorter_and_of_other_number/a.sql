create table t(a text, g varchar(10) generated always as (a) stored, h numeric generated always as (length(a)) stored);
