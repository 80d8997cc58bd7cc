create table t (id int, v text);
create table log (id int, what text);
create rule a as on insert to t do also insert into log values (new.id, 'a');
create rule b as on delete to t do instead nothing;
create rule c as on update to t do also nothing;
comment on rule a on t is 'kept';
alter table t disable rule a;
