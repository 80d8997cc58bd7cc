create extension pgcrypto;
create view v as select encode(digest('a'::text,'md5'),'hex') as d;
