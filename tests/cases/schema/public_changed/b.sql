revoke usage on schema public from public;
grant create on schema public to alice;
alter schema public owner to bob;
comment on schema public is 'ours';
