create table t (
    before_id text,
    id int primary key,
    nn int not null default 5,
    s serial,
    g int generated always as identity,
    gen int generated always as (id * 2) stored,
    c text collate "C",
    arr int[] not null default '{}',
    at timestamptz not null default clock_timestamp()
);
