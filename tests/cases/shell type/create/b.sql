create type soon;
create schema "S;--";
create type "S;--"."T ""x";
comment on type soon is 'to come';
