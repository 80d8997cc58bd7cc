"""Small groups of objects with choices in them, for the kinds that the generator's own tables and views leave out.

To change a group is to choose a text again, so that a change touches one property, one object, or swaps the kind of
one; the first text of each is the plainest.
"""

from __future__ import annotations

from .deeper_recipes import DEEPER_RECIPES
from .inheritance_trees import INHERITANCE_TREES
from .partition_trees import PARTITION_TREES
from .property_recipes import PROPERTY_RECIPES
from .rarer_recipes import RARER_RECIPES
from .recipe import COMMENT, OWNER, Recipe
from .table_recipes import TABLE_RECIPES

RECIPES: dict[str, Recipe] = {
    **TABLE_RECIPES,
    "composite and range types": Recipe(
        """
        create type "Pair" as ($pair);
        create type "Span" as range (subtype = $subtype$multirange);
        create table spans (s "Span", m $multi, p "Pair"$list);
        comment on type "Span" is $comment; alter type "Pair" owner to $owner; grant usage on type "Span" to alice
        """,
        {
            "pair": ("a integer, b text", "a integer", "b text, a bigint", 'a integer, b text collate "C", c date[]'),
            "subtype": ("integer", "numeric", "date"),
            "multirange": (", multirange_type_name = spans_of", ', multirange_type_name = "Spans"'),
            "multi": ("integer", '"Span"[]'),
            "list": ("", "[]"),
            "comment": COMMENT,
            "owner": OWNER,
        },
    ),
    "rules and views": Recipe(
        """
        create table ruled (id $type, v text); create table log_of_it (id integer, v text);
        create $kind over_it_ as select id, v$column from ruled$check;
        $rule; $state; $default; $trigger; $grant; comment on $kind over_it_ is $comment
        """,
        {
            "type": ("integer", "bigint"),
            "kind": ("view",),
            "column": ("", ", 1 as n", ", upper(v) as n", ", v as n"),
            "check": ("", " with local check option"),
            "rule": (
                "",
                "create rule r as on insert to ruled do also insert into log_of_it values (new.id, new.v)",
                "create rule r as on update to ruled where old.id > 1 do instead nothing",
                "create rule r as on delete to ruled do instead (notify x; update log_of_it set v = old.v)",
                "create rule r as on insert to over_it_ do instead insert into ruled values (new.id)",
            ),
            "state": ("", "create rule s as on delete to ruled do nothing; alter table ruled disable rule s"),
            "default": ("", "alter view over_it_ alter v set default 'd'"),
            "trigger": (
                "",
                "create function ruled_f() returns trigger language plpgsql as 'begin return new; end';"
                "create trigger rt instead of insert on over_it_ for each row execute function ruled_f()",
                "create function ruled_f() returns trigger language plpgsql as 'begin return new; end';"
                "create constraint trigger rt after insert on ruled deferrable for each row execute function ruled_f()",
                "create function ruled_f() returns trigger language plpgsql as 'begin return new; end';"
                "create trigger rt after update on ruled referencing old table as o new table as n "
                "for each statement execute function ruled_f(); alter table ruled disable trigger rt",
            ),
            "grant": ("", "grant select (id) on over_it_ to bob", "grant all on over_it_ to public"),
            "comment": COMMENT,
        },
    ),
    "routines": Recipe(
        """
        create $kind;
        $aggregate; $overload; $atomic; $owner; $grant
        """,
        {
            "kind": (
                "function routine(integer) returns integer language sql immutable as 'select 1'",
                "function routine(a integer, b text default 'x') returns integer language sql as 'select 1' cost 7",
                "function routine(integer, out x integer, out y text) language sql as 'select 1, null'",
                "function routine(integer) returns table (x integer) language sql rows 5 set search_path = 'pg_temp'"
                " as 'select 1'",
                "function routine(variadic integer[]) returns text language plpgsql strict leakproof as 'begin end'",
                "procedure routine(integer) language sql security definer as 'select 1'",
                "procedure routine(inout a integer) language plpgsql set work_mem = '9MB' as 'begin end'",
                "aggregate routine(integer) (sfunc = int4pl, stype = integer)",
            ),
            "aggregate": (
                "",
                "create aggregate total(integer) (sfunc = int4pl, stype = integer, initcond = '0', parallel = safe)",
                "create aggregate total(integer) (sfunc = int4pl, stype = integer, initcond = '1', msfunc = int4pl,"
                " minvfunc = int4mi, mstype = integer)",
            ),
            "overload": ("", "create function routine(text) returns text language sql parallel safe as 'select $$1'"),
            "atomic": (
                "",
                "create table read_by (a integer); create function reads() returns bigint language sql "
                "begin atomic select count(a) from read_by; end",
                "create table read_by (a bigint); create function reads() returns bigint language sql "
                "begin atomic select max(a) from read_by; end",
            ),
            "owner": ("", 'create schema "Own s" authorization alice; comment on schema "Own s" is \'s\''),
            "grant": ("", "create sequence granted; grant usage on sequence granted to bob with grant option"),
        },
    ),
    "operators and casts": Recipe(
        """
        create type coin as (n integer);
        create function coin_eq(coin, coin) returns boolean language sql immutable as 'select ($$1).n = ($$2).n';
        create function coin_n(coin) returns integer language sql immutable as 'select ($$1).n$plus';
        $operator; $cast; $view
        """,
        {
            "plus": ("", " + 0"),
            "operator": (
                "",
                "create operator === (leftarg = coin, rightarg = coin, function = coin_eq)",
                "create operator === (leftarg = coin, rightarg = coin, function = coin_eq, commutator = ===, "
                "restrict = eqsel); comment on operator === (coin, coin) is 'same'",
                "create operator @@@ (rightarg = coin, function = coin_n)",
            ),
            "cast": (
                "",
                "create cast (coin as integer) with function coin_n(coin)",
                "create cast (coin as integer) with function coin_n(coin) as assignment",
                "create cast (coin as text) with inout as implicit",
            ),
            "view": (
                "",
                "create view coins as select coin_n(row(1)::coin) as n",
                "create table purse (c coin, d coin[])",
            ),
        },
    ),
    "text search": Recipe(
        """
        create text search dictionary "Dict" (template = $template);
        create text search configuration "Conf" (copy = $copy);
        alter text search configuration "Conf" $mapping;
        comment on text search configuration "Conf" is $comment; alter text search dictionary "Dict" owner to $owner;
        $index
        """,
        {
            "template": ("simple", "simple, accept = false", "snowball, language = english"),
            "copy": ("simple", "english"),
            "mapping": (
                "alter mapping for word with simple",
                'alter mapping for word, asciiword with "Dict", simple',
                "drop mapping for email",
            ),
            "comment": COMMENT,
            "owner": OWNER,
            "index": (
                "",
                "create table texts (t text); create index texts_i on texts using gin (to_tsvector('\"Conf\"', t))",
            ),
        },
    ),
    "statistics": Recipe(
        """
        create table measured (a $a, b integer, c text);
        create statistics "St 1" $kinds on a, b from measured; $more; $target; comment on statistics "St 1" is $comment
        """,
        {
            "a": ("integer", "bigint"),
            "kinds": ("", "(ndistinct)", "(mcv, dependencies)"),
            "more": (
                "",
                "create statistics st_2 on lower(c), (a + b) from measured",
                "create statistics st_2 on b, c from measured",
            ),
            "target": (
                "",
                'alter statistics "St 1" set statistics 50',
                "alter table measured alter c set statistics 9",
            ),
            "comment": COMMENT,
        },
    ),
    "publications": Recipe(
        """
        create table published (id integer primary key, v $type, w text); create schema all_of_it;
        create publication "Pub" $for $with; comment on publication "Pub" is $comment
        """,
        {
            "type": ("integer", "bigint"),
            "for": (
                "",
                "for table published",
                "for table published (id, v)",
                "for table published where (v > 1)",
                "for table published (id, v) where (v > 2 and v < 9)",
                "for tables in schema all_of_it",
                "for all tables",
            ),
            "with": ("", "with (publish = 'insert')", "with (publish_via_partition_root = true)"),
            "comment": COMMENT,
        },
    ),
    "foreign data": Recipe(
        """
        create foreign data wrapper wrap $options;
        create server "Srv" $type foreign data wrapper wrap $server_options;
        create foreign table away (id integer$column$null, v $v_type) server "Srv" $table_options;
        $mapping; $view; grant usage on foreign server "Srv" to $role
        """,
        {
            "options": ("", "options (a 'x')", "options (a 'y', \"B c\" '')"),
            "type": ("", "type 't' version '1'", "version '2'"),
            "server_options": ("", "options (host 'h;--')"),
            "null": ("", " not null"),
            "column": ("", " options (n 'x')", " options (n 'y', m 'z')", " default 1", " check (id > 0)"),
            "v_type": ("text", "varchar(5)"),
            "table_options": ("", "options (t 'it''s')"),
            "mapping": (
                "",
                "create user mapping for alice server \"Srv\" options (u 'a')",
                'create user mapping for public server "Srv"',
            ),
            "view": ("", "create view of_away as select v from away"),
            "role": ("alice", "bob"),
        },
    ),
    "privileges": Recipe(
        """
        create table given (a integer, b text); create schema "G s";
        $defaults; $table; $columns; $schema; $function; $born
        """,
        {
            "defaults": (
                "",
                "alter default privileges grant select on tables to bob",
                'alter default privileges in schema "G s" grant execute on functions to carol with grant option',
                "alter default privileges revoke execute on functions from public",
                "alter default privileges for role alice grant usage on sequences to bob",
            ),
            "table": (
                "",
                "revoke all on given from postgres",
                "grant select on given to alice with grant option; set session authorization alice; "
                "grant select on given to bob; reset session authorization",
                "grant trigger, references on given to alice, bob",
            ),
            "columns": ("", "grant select (a), update (a, b) on given to carol", "grant select (b) on given to public"),
            "schema": ("", 'grant create on schema "G s" to bob', 'alter schema "G s" owner to carol'),
            "function": (
                "",
                "create function given_f() returns integer language sql as 'select 1'; revoke all on function"
                " given_f() from public",
                "create function given_f() returns integer language sql as 'select 1'; grant execute on"
                " function given_f() to bob",
            ),
            "born": ("", 'create table "G s".born (id integer)', "create type \"G s\".born as enum ('x')"),
        },
    ),
    "event triggers and others": Recipe(
        """
        create function on_event() returns event_trigger language plpgsql as 'begin $body end';
        $trigger; $collation; $conversion; $language
        """,
        {
            "body": ("", "null;"),
            "trigger": (
                "",
                'create event trigger "Ev" on ddl_command_end execute function on_event()',
                "create event trigger \"Ev\" on ddl_command_start when tag in ('CREATE TABLE') execute"
                " function on_event()",
                'create event trigger "Ev" on sql_drop execute function on_event(); alter event trigger "Ev" disable',
            ),
            "collation": (
                "",
                "create collation coll (provider = libc, locale = 'C'); create table collated (t text collate coll)",
                "create collation coll (provider = libc, locale = 'POSIX'); create table collated (t text"
                " collate coll primary key)",
            ),
            "conversion": ("", "create conversion conv for 'LATIN1' to 'UTF8' from iso8859_1_to_utf8"),
            "language": (
                "",
                "create domain dd as integer; create domain ddd as dd check (value > 0); create table of_d (d ddd)",
            ),
        },
    ),
    "extensions": Recipe(
        "$one; $two; $use",
        {
            "one": ("", "create extension hstore", "create schema ext; create extension hstore schema ext"),
            "two": (
                "",
                "create extension pg_trgm",
                "create extension citext; create table of_citext (c citext unique)",
            ),
            "use": (
                "",
                "comment on schema public is 'ours'",
                "create sequence xs as smallint increment -1; alter sequence xs owner to bob",
            ),
        },
    ),
    **RARER_RECIPES,
    **DEEPER_RECIPES,
    **PROPERTY_RECIPES,
    **INHERITANCE_TREES,
    **PARTITION_TREES,
}
