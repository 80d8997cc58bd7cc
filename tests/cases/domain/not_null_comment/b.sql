create domain d as int constraint other not null constraint c check (value > 0);
comment on constraint other on domain d is 'changed';
create domain e as int constraint e_nn not null;
comment on constraint e_nn on domain e is 'comes';
create domain f as int;
create table t (x d, y d[]);
