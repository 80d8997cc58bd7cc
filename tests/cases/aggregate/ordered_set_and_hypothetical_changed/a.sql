create aggregate pd(float8 order by anyelement)
    (sfunc = ordered_set_transition, stype = internal, finalfunc = percentile_disc_final, finalfunc_extra);
create aggregate hr(variadic "any" order by variadic "any")
    (sfunc = ordered_set_transition_multi, stype = internal, finalfunc = rank_final, finalfunc_extra, hypothetical);
comment on aggregate pd(float8 order by anyelement) is 'pd';
