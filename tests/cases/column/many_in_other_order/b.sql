create table t (d bigint, c bool default true, b text not null, a int, e uuid, primary key (a));
