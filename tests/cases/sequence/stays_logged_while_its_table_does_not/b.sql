create unlogged table t (a serial);
alter sequence t_a_seq set logged;
