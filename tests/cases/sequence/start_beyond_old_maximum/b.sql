create sequence s as smallint minvalue 20 maxvalue 30;
create sequence used minvalue 1 maxvalue 50;
