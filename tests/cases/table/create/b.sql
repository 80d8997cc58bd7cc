create table users (
    id bigint generated always as identity primary key,
    email text not null unique check (email like '%@%'),
    created timestamptz default now(),
    note varchar(40) default 'it''s; a "note"'
);
comment on table users is 'people';
comment on column users.email is 'where to write to';
alter table users owner to alice;
grant select on users to bob;
