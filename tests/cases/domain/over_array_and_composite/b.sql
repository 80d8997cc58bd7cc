create type pair as (a int, b text);
create domain dp as pair check ((value).a > 0);
create domain da as int[] check (array_length(value, 1) < 6);
create domain dd as da;
create table t (p dp, a da, d dd, ps pair[]);
