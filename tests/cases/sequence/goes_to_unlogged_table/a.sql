create table t2 (n bigserial);
