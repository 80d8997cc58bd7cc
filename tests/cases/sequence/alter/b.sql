create sequence s as bigint increment by 10 minvalue -5 maxvalue 99999999999 start with 7 cache 5 cycle;
grant select on sequence s to bob;
