create domain positive as int default 1 not null constraint above check (value > 0) constraint below check (value < 100);
comment on domain positive is 'above zero';
comment on constraint above on domain positive is 'it''s above';
alter domain positive owner to alice;
grant usage on domain positive to bob;
create domain word as varchar(20) collate "C" check (value <> '');
create domain words as word[] check (array_length(value, 1) < 4);
create table t (p positive, w word, ws words);
