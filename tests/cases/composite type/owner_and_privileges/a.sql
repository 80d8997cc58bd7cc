create type c as (a int);
alter type c owner to alice;
revoke all on type c from public;
comment on type c is 'c';
