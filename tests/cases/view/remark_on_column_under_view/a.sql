create view v as select 1 as a, 2 as b;
create view w as select a from v;
create rule r as on insert to v do instead nothing;
comment on column v.a is 'x';
