create type fr as range (subtype = numeric);
alter type fr owner to bob;
comment on type fr is 'rr';
