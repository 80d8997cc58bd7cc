"""Groups of tables: partitions, inheritance, keys, generated columns, and what uses their types."""

from __future__ import annotations

from .recipe import COMMENT, OWNER, Recipe

TABLE_RECIPES: dict[str, Recipe] = {
    "partitioned by list": Recipe(
        """
        create table "Part l" (id integer$id_null, k $k_type, v $v_type$v_default, e numeric$e) partition by list (k);
        $one; $two; $rest;
        $index; $key; $check; $row; $trigger; $foreign
        """,
        {
            "id_null": ("", " not null"),
            "k_type": ("integer", "integer", "integer not null"),
            "v_type": ("text", "varchar(30)"),
            "v_default": ("", " default 'a'", " default 'b' not null"),
            "e": ("", " default 1.5"),
            "one": (
                'create table "part 1" partition of "Part l" for values in (1)',
                'create table "part 1" partition of "Part l" for values in (1, 2)',
                'create table "part 1" (like "Part l" including defaults)',
                'create table "part 1" partition of "Part l" (v default \'own\') for values in (1)',
                'create table "part 1" partition of "Part l" for values in (1) partition by range (id);'
                'create table "part 1.1" partition of "part 1" for values from (0) to (10);'
                'create table "part 1.2" partition of "part 1" default',
                "",
            ),
            "two": (
                "",
                'create table part_2 partition of "Part l" for values in (3)',
                'create table part_2 partition of "Part l" for values in (3, 4) with (fillfactor = 70)',
                'create unlogged table part_2 partition of "Part l" for values in (4)',
                "create table part_2 (id integer)",
            ),
            "rest": ("", 'create table part_rest partition of "Part l" default'),
            "index": (
                "",
                'create index "Part i" on "Part l" (v, id desc)',
                'create index "Part i" on "Part l" (id) include (v)',
                'create index "Part i" on "Part l" (lower(v)) where id > 0',
                'create index "Part i" on only "Part l" (v)',
            ),
            "key": (
                "",
                'alter table "Part l" add constraint part_key primary key (id, k)',
                'alter table "Part l" add constraint part_key unique (k, id)',
                'alter table "Part l" add constraint part_key unique nulls not distinct (k)',
            ),
            "check": (
                "",
                'alter table "Part l" add constraint part_check check (id > 0)',
                'alter table "Part l" add constraint part_check check (id > 1)',
            ),
            "row": ("", 'alter table "Part l" enable row level security; create policy own on "Part l" using (id = 1)'),
            "trigger": (
                "",
                "create function part_f() returns trigger language plpgsql as 'begin return new; end';"
                'create trigger part_t after insert on "Part l" for each row execute function part_f()',
                "create function part_f() returns trigger language plpgsql as 'begin return null; end';"
                'create trigger part_t before update of id on "Part l" for each row execute function part_f()',
            ),
            "foreign": (
                "",
                'create table part_ref (id integer primary key); alter table "Part l" add constraint part_fk '
                "foreign key (id) references part_ref on delete cascade",
            ),
        },
    ),
    "partitioned otherwise": Recipe(
        """
        create table pr (at date$null, n integer, h text) partition by $by;
        $one; $two;
        grant $privilege on pr to alice; alter table pr owner to $owner; comment on table pr is $comment
        """,
        {
            "null": ("", " not null"),
            "by": ("range (n)",),
            "one": (
                "create table pr_1 partition of pr for values from (1) to (10)",
                "create table pr_1 partition of pr for values from (minvalue) to (10)",
                "create table pr_1 (like pr); alter table pr attach partition pr_1 for values from (2) to (8)",
                "create table pr_1 (h text, n integer not null, at date not null, more text)",
            ),
            "two": (
                "",
                "create table pr_2 partition of pr for values from (10) to (20) partition by hash (h);"
                "create table pr_2_0 partition of pr_2 for values with (modulus 2, remainder 0);"
                "create table pr_2_1 partition of pr_2 for values with (modulus 2, remainder 1)",
                "create table pr_2 partition of pr for values from (10) to (30)",
            ),
            "privilege": ("select", "insert", "select (n)"),
            "owner": OWNER,
            "comment": COMMENT,
        },
    ),
    "inheritance": Recipe(
        """
        create table "Base" (id integer$id, name text$name$extra);
        create table "Mixin" (tag $tag);
        create table "Child" (own integer$own)$inherits;
        $far;
        $check
        """,
        {
            "id": ("", " default 7", " not null"),
            "name": ("", " default 'n'"),
            "extra": ("", ", extra date", ", extra timestamp", ", extra date default now()"),
            "tag": ("text", "varchar(9)"),
            "own": ("", " primary key", " default 3"),
            # Columns that a parent takes over are made anew, so there is no choice here.
            "inherits": (' inherits ("Base", "Mixin")',),
            "far": (
                "",
                'create table "Far" () inherits ("Child")',
                'create table "Far" (last text) inherits ("Child")',
            ),
            "check": (
                "",
                'alter table "Base" add constraint base_check check (id > 0)',
                'alter table "Base" add constraint base_check check (id > 1) no inherit',
                'alter table "Base" add constraint base_check check (id > 0) not valid',
            ),
        },
    ),
    "identity and serial": Recipe(
        """
        create table counted (
            a integer $a,
            b bigint $b,
            c $c
        )
        """,
        {
            "a": (
                "",
                "generated always as identity",
                "generated by default as identity (start 5 increment 2)",
                'generated always as identity (sequence name "Own seq" cycle maxvalue 99)',
                "not null default 4",
            ),
            "b": ("", "generated always as identity", "not null"),
            "c": ("integer", "serial", "bigserial", "smallserial"),
        },
    ),
    "generated columns": Recipe(
        """
        create function twice(integer) returns integer language sql immutable as 'select $factor * $$1';
        create table made (a $type, b integer, c $type generated always as ($c) stored,
            d integer$d);
        $view; $index
        """,
        {
            "factor": ("2", "3"),
            "type": ("integer", "bigint"),
            "c": ("a * 2", "a + b", "coalesce(a, 0)"),
            "d": ("", " generated always as (twice(b)) stored", " default twice(4)", " check (twice(d) > 0)"),
            "view": (
                "",
                "create view made_v as select c, d from made",
                "create view made_v as select c + 1 as c from made",
            ),
            "index": ("", "create index made_i on made (c)", "create index made_i on made (twice(b)) where d > 1"),
        },
    ),
    "exclusion": Recipe(
        'create table booked (room integer, during $type, constraint "no; overlap" exclude using gist'
        " ($with)$where$defer)",
        {
            "type": ("int4range", "daterange", "tstzrange"),
            "with": ("during with &&", "during with =", "during with -|-"),
            "where": ("", " where (room > 1)", " where (room > 2)"),
            "defer": ("", " deferrable", " deferrable initially deferred"),
        },
    ),
    "many on one type": Recipe(
        """
        $kind;
        create table uses_it (id integer primary key, one "it"$default, more "it"[]);
        $function; $view; $index; $domain; $composite; $policy; $part
        """,
        {
            "kind": (
                "create type \"it\" as enum ('a', 'b')",
                "create type \"it\" as enum ('b', 'a')",
                "create type \"it\" as enum ('a', 'x', 'b')",
                "create type \"it\" as enum ('a')",
                'create domain "it" as text',
                "create domain \"it\" as text check (value <> 'z')",
                "create domain \"it\" as varchar(9) default 'a'",
            ),
            "default": ("", " default 'a'", " default 'a' not null"),
            "function": (
                "",
                'create function of_it("it") returns "it" language sql immutable as \'select $$1\'',
                "create function of_it(x \"it\" default 'a') returns setof \"it\" language sql as 'select x'",
            ),
            "view": (
                "",
                "create view it_v as select id, one from uses_it where one = 'a'",
                "create view it_v as select one, 'a'::\"it\" as other from uses_it; create view it_vv as"
                " select * from it_v",
                "create materialized view it_v as select one, more from uses_it; create index it_vi on it_v (one)",
            ),
            "index": (
                "",
                "create index it_i on uses_it (one)",
                "create unique index it_i on uses_it (one) where one = 'a'",
            ),
            "domain": (
                "",
                'create domain over_it as "it"',
                "create domain over_it as \"it\" default 'a' check (value = 'a')",
            ),
            "composite": (
                "",
                'create type with_it as (a integer, b "it")',
                'create type with_it as (b "it"[], c text)',
            ),
            "policy": (
                "",
                "alter table uses_it enable row level security; create policy p on uses_it using (one = 'a')",
            ),
            "part": (
                "",
                'create table it_p (k "it") partition by list (k); create table it_pa partition of it_p for'
                " values in ('a')",
            ),
        },
    ),
    "keys of many sorts": Recipe(
        """
        create table parent (a integer, b integer, c text, primary key $pk,
            constraint pu unique $nulls (c)$include$defer);
        create table kid (x $x, y integer, c text$self, constraint kid_fk foreign key (x,
            y) references parent (a, b)$action$state);
        $cluster; $replica
        """,
        {
            "pk": ("(a, b)", "(a, b) include (c)"),
            "nulls": ("", "nulls not distinct"),
            "include": ("", " include (a)"),
            "defer": ("", " deferrable", " initially deferred deferrable"),
            "x": ("integer", "bigint"),
            "self": ("", ", id integer primary key, up integer references kid deferrable"),
            "action": ("", " match full", " on delete set null (x)", " on update cascade on delete restrict"),
            "state": ("", " deferrable initially deferred"),
            "cluster": (
                "",
                "alter table parent cluster on parent_pkey",
                "create index ci on parent (b); alter table parent cluster on ci",
            ),
            "replica": (
                "",
                "alter table parent replica identity full",
                "alter table parent replica identity using index parent_pkey",
                "alter table parent replica identity nothing",
            ),
        },
    ),
    "kinds that swap": Recipe(
        "$what; $on",
        {
            "what": (
                "create table swapped (id integer, v text)",
                "create view swapped as select 1 as id, 'x'::text as v",
                "create materialized view swapped as select 1 as id, 'x'::text as v",
                "create materialized view swapped as select 1 as id, 'x'::text as v with no data",
                "create table swapped (id integer, v text) partition by hash (id)",
                "create unlogged table swapped (id integer, v text)",
                "create foreign data wrapper swap_w; create server swap_s foreign data wrapper swap_w;"
                "create foreign table swapped (id integer, v text) server swap_s",
            ),
            "on": (
                "",
                "create view on_swapped as select id, v from swapped",
                "comment on column swapped.id is 'number'; grant select on swapped to alice",
                "create function of_swapped(swapped) returns integer language sql as 'select 1'",
            ),
        },
    ),
}
