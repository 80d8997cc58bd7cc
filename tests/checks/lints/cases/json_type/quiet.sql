create table t (document jsonb);
