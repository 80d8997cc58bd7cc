create aggregate pd(float8 order by anyelement)
    (sfunc = ordered_set_transition, stype = internal, finalfunc = percentile_disc_final, finalfunc_extra,
     finalfunc_modify = read_write, sspace = 5);
create aggregate hr(variadic "any" order by variadic "any")
    (sfunc = ordered_set_transition_multi, stype = internal, finalfunc = dense_rank_final, finalfunc_extra, hypothetical);
alter aggregate hr(variadic "any" order by variadic "any") owner to alice;
