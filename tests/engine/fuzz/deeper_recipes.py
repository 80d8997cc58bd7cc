"""Groups in which much stands on one object: a column, a domain, a row type, an enum, a function, a parent table."""

from __future__ import annotations

from .recipe import COMMENT, OWNER, Recipe

DEEPER_RECIPES: dict[str, Recipe] = {
    "many on one column": Recipe(
        """
        create function hub_f() returns trigger language plpgsql as 'begin return new; end';
        create table hub (id integer primary key, x $type$default$null, y $type, z text);
        create table hub_log (x $type);
        insert into hub values (1, '2', '3', 'z');
        $view; $check; $policy; $trigger; $rule; $statistics; $function; $index; $generated; $grant;
        comment on column hub.x is $comment
        """,
        {
            "type": ("integer", "bigint", "text", "numeric(8,2)", "smallint", "varchar(12)"),
            "default": ("", " default 4"),
            "null": ("", " not null"),
            "view": (
                "",
                "create view hub_v as select x, z from hub; create view hub_vv as select x from hub_v",
                "create view hub_v as select x, z from hub; grant select (x) on hub_v to alice;"
                "alter view hub_v alter x set default 5; comment on column hub_v.x is 'of the view'",
                "create materialized view hub_v as select x, y from hub; create unique index hub_vi on hub_v (x);"
                "create view hub_vv as select max(x) as x from hub_v",
            ),
            "check": (
                "",
                "alter table hub add constraint hub_c check (x <> y)",
                "alter table hub add constraint hub_c check (x <> y or z is null) not valid",
            ),
            "policy": (
                "",
                "create policy hub_p on hub using (x = y or z = current_user);"
                "alter table hub enable row level security",
                "create policy hub_p on hub for insert to alice with check (x is not null)",
            ),
            "trigger": (
                "",
                "create trigger hub_t before update of x on hub for each row when (old.x is distinct from new.x) "
                "execute function hub_f()",
                "create trigger hub_t after insert on hub for each row when (new.y is null) execute function hub_f()",
            ),
            "rule": (
                "",
                "create rule hub_r as on delete to hub do also insert into hub_log values (old.x)",
                "create rule hub_r as on update to hub where old.x <> new.x do instead nothing",
            ),
            "statistics": (
                "",
                "create statistics hub_s on x, y from hub",
                "create statistics hub_s (mcv) on x, y, z from hub",
            ),
            "function": (
                "",
                "create function hub_x(hub) returns text language sql as 'select $$1.x'",
                "create function hub_x() returns bigint language sql begin atomic select count(x) from hub; end",
                "create function hub_x() returns setof hub language sql as 'select * from hub'",
            ),
            "index": (
                "",
                "create index hub_i on hub (x, y) where x is not null",
                "create unique index hub_i on hub (x) include (y)",
                "alter table hub add constraint hub_i unique nulls not distinct (x, y)",
            ),
            "generated": ("", "alter table hub add g text generated always as (coalesce(z, 'x')) stored"),
            "grant": ("", "grant select (x), update (x, y) on hub to bob", "grant insert (x) on hub to public"),
            "comment": COMMENT,
        },
    ),
    "domains within": Recipe(
        """
        create domain inner_d as $base$default$check;
        create domain outer_d as inner_d$outer;
        $array;
        create table of_domains (id integer primary key, a inner_d, b outer_d, c inner_d[], $more);
        insert into of_domains (id, a, b, c, d) values (1, '5', '5', '{6}', null);
        $function; $view; $index; $composite;
        grant usage on domain inner_d to $role; alter domain outer_d owner to $owner;
        comment on domain inner_d is $comment
        """,
        {
            "base": ("integer", "bigint", "text", "varchar(9)"),
            "default": ("", " default '7'"),
            "check": ("", " check (value is null or value is not null)", " constraint named check (value <> '9')"),
            "outer": ("", " default '6'", " constraint o check (value <> '8')", " not null default '5'"),
            "array": ("", "create domain array_d as inner_d[]", "create domain array_d as text[]"),
            "more": ("d text", "d inner_d default '4'", "d outer_d[]"),
            "function": (
                "",
                "create function of_domain(inner_d) returns outer_d language sql as 'select $$1::outer_d'",
                "create function of_domain(inner_d[]) returns setof inner_d language sql as 'select unnest($$1)'",
            ),
            "view": ("", "create view domains_v as select a, b, c from of_domains where a is not null"),
            "index": ("", "create index domains_i on of_domains (a)", "alter table of_domains add unique (a, b)"),
            "composite": (
                "",
                "create type domain_pair as (a inner_d, b outer_d)",
                "create type domain_pair as (a text)",
            ),
            "role": ("alice", "bob"),
            "owner": OWNER,
            "comment": COMMENT,
        },
    ),
    "row types": Recipe(
        """
        create table row_t ($columns);
        create type row_c as ($columns);
        create table of_rows (id integer primary key, r row_t, c row_c, rs row_t[], cs row_c[]$default);
        insert into of_rows (id) values (1);
        $function; $view; $check; $index; $domain; $comment
        """,
        {
            "columns": (
                "a integer, b text",
                "a integer",
                "b text, a integer",
                "a bigint, b text",
                "a integer, b text, d date",
            ),
            "default": ("", ", x integer default 3"),
            "function": (
                "",
                "create function of_row(row_t) returns row_c language sql as 'select null::row_c'",
                "create function of_row() returns setof row_c language sql as 'select null::row_c'",
                "create function of_row(row_c[]) returns table (r row_t) language sql as 'select null::row_t'",
            ),
            "view": (
                "",
                "create view rows_v as select (r).a as ra, (c).a as ca from of_rows",
                "create view rows_v as select r, c from of_rows",
                "create materialized view rows_v as select c, cs from of_rows",
            ),
            "check": ("", "alter table of_rows add constraint rows_c check ((c).a is not null or id > 0)"),
            "index": ("", "create index rows_i on of_rows (((c).a))", "create index rows_i on of_rows (c)"),
            "domain": ("", "create domain row_d as row_c", "create domain row_d as row_c check ((value).a <> 3)"),
            "comment": ("", "comment on column row_c.a is 'an attribute'", "comment on column row_t.a is 'a column'"),
        },
    ),
    "users of an enum": Recipe(
        """
        create type state as enum ($labels);
        create function state_f() returns trigger language plpgsql as 'begin return new; end';
        create table states (id integer primary key, s state$default, many state[]$defaults);
        insert into states values (1, 'on', '{on}');
        $check; $index; $view; $policy; $trigger; $rule; $function; $domain; $composite; $partitioned; $range;
        comment on type state is $comment; alter type state owner to $owner; grant usage on type state to $role
        """,
        {
            "labels": (
                "'on', 'off'",
                "'on'",
                "'off', 'on'",
                "'on', 'half', 'off'",
                "'new', 'on'",
                "'on', 'off', 'it''s'",
            ),
            "default": ("", " default 'on'", " default 'on' not null"),
            "defaults": ("", " default '{on}'", " default array['on']::state[]"),
            "check": (
                "",
                "alter table states add constraint states_c check (s = 'on')",
                "alter table states add constraint states_c check (s in ('on') or many @> '{on}')",
            ),
            "index": (
                "",
                "create index states_i on states (s) where s = 'on'",
                "alter table states add constraint states_i unique (s, id)",
                "create index states_i on states using gin (many)",
            ),
            "view": (
                "",
                "create view states_v as select id, s from states where s > 'on'",
                "create view states_v as select id, coalesce(s, 'on'::state) as s from states",
                "create materialized view states_v as select s, count(*) as n from states group by s",
            ),
            "policy": ("", "create policy states_p on states using (s = 'on') with check (s <> all (many))"),
            "trigger": (
                "",
                "create trigger states_t after update on states for each row when (new.s = 'on')"
                " execute function state_f()",
            ),
            "rule": ("", "create rule states_r as on delete to states where old.s = 'on' do instead nothing"),
            "function": (
                "",
                "create function of_state(s state default 'on') returns state language sql immutable as 'select s'",
                "create function of_state(state[]) returns setof state language sql as 'select unnest($$1)';"
                "create function on_state() returns state language sql begin atomic select 'on'::state; end",
            ),
            "domain": ("", "create domain state_d as state default 'on' check (value = 'on')"),
            "composite": ("", "create type state_c as (s state, many state[])"),
            "partitioned": (
                "",
                "create table by_state (s state, n integer) partition by list (s);"
                "create table by_state_on partition of by_state for values in ('on')",
            ),
            "range": ("", "create type state_range as range (subtype = state); create table ranges (r state_range)"),
            "comment": COMMENT,
            "owner": OWNER,
            "role": ("alice", "bob with grant option"),
        },
    ),
    "users of a function": Recipe(
        """
        create function used($arguments) returns $returns language sql immutable$options as 'select $$1';
        create table users_of_it (id integer primary key, x integer$default, y integer);
        insert into users_of_it values (1, 2, 3);
        $check; $index; $view; $policy; $trigger; $generated; $other; $grant;
        comment on function used is $comment; alter function used owner to $owner
        """,
        {
            "arguments": ("a integer", "b integer", "a integer, b text default 'b'", "integer"),
            "returns": ("integer", "bigint"),
            "options": ("", " strict", " parallel safe cost 7", " set search_path = ''"),
            "default": ("", " default used(4)"),
            "check": ("", "alter table users_of_it add constraint users_c check (used(x) > 0)"),
            "index": (
                "",
                "create index users_i on users_of_it (used(x))",
                "create index users_i on users_of_it (x, used(y))",
            ),
            "view": (
                "",
                "create view users_v as select used(x) as u from users_of_it;"
                "create view users_vv as select u from users_v",
                "create materialized view users_v as select id, used(x) as u from users_of_it",
            ),
            "policy": ("", "create policy users_p on users_of_it using (used(x) = 1)"),
            "trigger": (
                "",
                "create function users_f() returns trigger language plpgsql as 'begin return new; end';"
                "create trigger users_t before insert on users_of_it for each row when (used(new.x) > 0)"
                " execute function users_f('a', 'b''c')",
            ),
            "generated": ("", "alter table users_of_it add g bigint generated always as (used(y)) stored"),
            "other": (
                "",
                "create function user_of_it() returns bigint language sql begin atomic select used(3); end",
                "create function user_of_it(x bigint default used(2)) returns bigint language sql as 'select x'",
            ),
            "grant": (
                "",
                "revoke all on function used from public; grant execute on function used to alice",
                "grant execute on function used to bob with grant option",
            ),
            "comment": COMMENT,
            "owner": OWNER,
        },
    ),
    "several parents": Recipe(
        """
        create table mother (id integer$id, name text$name, extra date);
        create table father (id integer$id_too, $father);
        create table heir (own integer$heir) inherits (mother, father);
        $grand; $other;
        insert into heir (id, own, name, tag) values (1, 2, 'n', 't');
        $check; $index; $comment; $grant; $trigger
        """,
        {
            "id": ("", " not null", " default 1"),
            "id_too": (" default 1", " not null default 1"),
            "name": ("", " default 'n'", " default null"),
            "father": (
                "tag text",
                "tag varchar(5)",
                "tag text default 'u' not null",
                "tag text, born date default now()",
            ),
            "heir": ("", " primary key", ", extra date default now()", ", constraint heir_c check (own > 0)"),
            "grand": (
                "",
                "create table grand () inherits (heir); insert into grand (id, own, name, tag) values (3, 4, 'm', 's')",
                "create table grand (more text) inherits (heir);"
                " insert into grand (id, own, name, tag) values (3, 4, 'm', 's')",
            ),
            "other": ("", "create table uncle () inherits (father)"),
            "check": (
                "",
                "alter table mother add constraint family check (name <> '')",
                "alter table mother add constraint family check (name <> '');"
                "alter table father add constraint family_2 check (id > 0)",
                "alter table heir add constraint family check (name <> 'x')",
            ),
            "index": ("", "create index heir_i on heir (name)", "create unique index mother_i on mother (id)"),
            "comment": ("", "comment on column heir.name is 'inherited'", "comment on table heir is 'h'"),
            "grant": ("", "grant select (name) on heir to alice; grant select on mother to bob"),
            "trigger": (
                "",
                "create function family_f() returns trigger language plpgsql as 'begin return new; end';"
                "create trigger family_t before insert on mother for each row execute function family_f()",
            ),
        },
    ),
}
