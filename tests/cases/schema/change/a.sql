create schema app authorization alice;
comment on schema app is 'before';
grant usage on schema app to bob;
grant usage on schema app to public;
