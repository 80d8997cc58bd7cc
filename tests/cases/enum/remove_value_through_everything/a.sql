create type status as enum ('draft', 'sent', 'gone');
create table bills (
    id int primary key,
    status status not null default 'draft',
    history status[] default array['draft'::status, 'sent'],
    constraint sane check (status <> 'gone' or id > 0)
);
create index bills_sent on bills (id) where status = 'sent';
create index bills_status on bills (status);
create view sent as select id, status from bills where status = 'sent';
comment on view sent is 'sent ones';
grant select on sent to bob;
create view sent_ids as select id from sent;
create materialized view counts as select status, count(*) from bills group by status;
create unique index on counts (status);
create function is_sent(s status) returns boolean language sql immutable as $$ select s = 'sent' $$;
create function all_sent(out s status) returns setof status language sql as $$ select status from bills $$;
create policy p on bills for select using (status = 'sent');
alter table bills enable row level security;
create type pair as (a status, b int);
create domain busy as status default 'draft' check (value <> 'gone');
create function touch() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger on_status before update of status on bills for each row when (new.status = 'sent') execute function touch();
create rule keep as on delete to bills where old.status = 'sent' do instead nothing;
insert into bills values (1, 'draft', '{sent}');
