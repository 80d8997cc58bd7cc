create table log (x bigint);
