create unlogged table t (a int generated always as identity);
alter sequence t_a_seq set logged;
