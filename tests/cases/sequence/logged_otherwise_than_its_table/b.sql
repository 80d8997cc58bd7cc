create unlogged table t (a serial, b serial);
alter sequence t_b_seq set logged;
