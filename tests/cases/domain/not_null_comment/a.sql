create domain d as int constraint "n'n" not null constraint c check (value > 0);
comment on constraint "n'n" on domain d is 'it''s';
create domain e as int constraint e_nn not null;
create domain f as int constraint f_nn not null;
comment on constraint f_nn on domain f is 'goes';
create table t (x d, y d[]);
