create table e (t int not null, k text, s text not null default 'web') partition by list (t);
create table e1 partition of e (s default 'api') for values in (1, 2);
