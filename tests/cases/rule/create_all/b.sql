create table t (id int, v text);
create table log (id int, what text);
create rule ins as on insert to t do also insert into log values (new.id, 'ins; ''x''');
create rule upd as on update to t where old.v <> new.v do also (insert into log values (new.id, 'a'); insert into log values (old.id, 'b'));
create rule del as on delete to t do instead nothing;
create rule "Quoted ""r""" as on insert to t where new.id < 0 do instead select 1;
comment on rule ins on t is 'logs';
alter table t disable rule upd;
alter table t enable always rule del;
