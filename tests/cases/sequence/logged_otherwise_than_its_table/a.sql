create table t (a serial, b serial);
alter sequence t_a_seq set unlogged;
alter sequence t_b_seq set unlogged;
