create table p (id int not null, k text not null, d date not null, primary key (id, k, d)) partition by list (k);
create table p_a partition of p for values in ('a') partition by range (d);
create table p_a_1 partition of p_a for values from ('2024-01-01') to ('2025-01-01');
create table p_a_2 partition of p_a for values from ('2025-01-01') to ('2026-01-01') partition by hash (id);
create table p_a_2_0 partition of p_a_2 for values with (modulus 1, remainder 0);
create index i on p (d desc);
insert into p values (1, 'a', '2024-02-02'), (2, 'a', '2025-02-02');
