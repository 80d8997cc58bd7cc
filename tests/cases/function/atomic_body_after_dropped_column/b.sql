create table t (id int primary key, n int);
create function f(i int) returns void language sql begin atomic
    insert into t values (i, 1) on conflict (id) do update set n = t.n + 1;
end;
create policy p on t using (n > 0);
insert into t values (1, 2);
