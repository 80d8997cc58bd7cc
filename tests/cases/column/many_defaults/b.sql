create table t (
    a text default 'a''b"c\d;', b text default E'new\nline', c int default -5, d numeric default 1.50, e boolean default (not true),
    f text default current_user, g timestamptz default now() + interval '1 day', h uuid default gen_random_uuid(),
    i int[] default array[1, 2], j text[] default array['a', null], k date default '2020-01-01', l bigint default 9223372036854775807,
    m text default null, n jsonb default jsonb_build_object('a', 1), o interval default '1 mon', p text default (case when true then 'x' else 'y' end),
    q bytea default '\x00ff', r text default U&'\2603', s float8 default 'NaN', t varchar(3) default 'abc', u int default (1 + 2) * 3, v bit(3) default b'101'
);
