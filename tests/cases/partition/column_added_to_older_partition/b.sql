create table e1 (t int not null, k text, source text not null default 'web', other int default 1 not null);
create table e (t int not null, k text, source text not null default 'web', other int default 2 not null) partition by list (t);
alter table e attach partition e1 for values in (1);
