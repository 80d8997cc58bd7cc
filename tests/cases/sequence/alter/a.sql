create sequence s as int increment by 1 cache 1;
grant usage on sequence s to bob;
