create extension pgcrypto;
comment on extension pgcrypto is 'we hash with this';
