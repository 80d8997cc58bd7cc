create sequence s as smallint minvalue 1 maxvalue 10;
create sequence used minvalue 1 maxvalue 100;
select nextval('used');
