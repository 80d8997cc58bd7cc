create schema app;
comment on schema app is 'the application''s own; "quoted" \ and
two lines';
alter schema app owner to alice;
grant usage on schema app to bob;
grant create, usage on schema app to carol with grant option;
