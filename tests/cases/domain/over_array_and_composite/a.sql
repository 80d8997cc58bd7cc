create type pair as (a int, b int);
create domain dp as pair check ((value).a > 0);
create domain da as int[] check (array_length(value, 1) < 5);
create domain dd as da not null;
create table t (p dp, a da, d dd, ps pair[]);
