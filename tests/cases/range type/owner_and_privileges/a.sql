create type fr as range (subtype = float8);
alter type fr owner to alice;
revoke all on type fr from public;
comment on type fr is 'r';
