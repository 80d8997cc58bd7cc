create schema app authorization bob;
grant usage on schema app to carol with grant option;
