"""Groups of the kinds that few databases have: languages, access methods, operator classes, base types, transforms."""

from __future__ import annotations

from .recipe import COMMENT, OWNER, Recipe

RARER_RECIPES: dict[str, Recipe] = {
    "languages": Recipe(
        """
        create function lang_call() returns language_handler language c as '$$libdir/plpgsql', 'plpgsql_call_handler';
        create function lang_do(internal) returns void language c as '$$libdir/plpgsql', 'plpgsql_inline_handler';
        create function lang_test(oid) returns void language c as '$$libdir/plpgsql', 'plpgsql_validator';
        create $trust language "lang L" handler lang_call inline lang_do $validator;
        $function; $privileges; $transform;
        comment on language "lang L" is $comment; alter language "lang L" owner to $owner
        """,
        {
            "trust": ("trusted", ""),
            "validator": ("validator lang_test", ""),
            "function": (
                "",
                "create function in_lang() returns integer language \"lang L\" as 'begin return 1; end'",
                "create function in_lang() returns integer language \"lang L\" as 'begin return 2; end';"
                "create table by_lang (n integer default in_lang())",
            ),
            "privileges": (
                "",
                "do $do$ begin if (select lanpltrusted from pg_language where lanname = 'lang L') then "
                'grant usage on language "lang L" to bob; end if; end $do$',
            ),
            "transform": (
                "",
                'create transform for integer language "lang L" (from sql with function prsd_lextype(internal))',
                'create transform for integer language "lang L" (from sql with function prsd_lextype(internal),'
                "to sql with function int4recv(internal))",
            ),
            "comment": COMMENT,
            "owner": OWNER,
        },
    ),
    "access methods": Recipe(
        """
        create access method "heap 2" type table handler heap_tableam_handler;
        create access method tree2 type index handler bthandler;
        $table; $index; comment on access method tree2 is $comment
        """,
        {
            "table": (
                "create table stored (id integer, t text)",
                'create table stored (id integer, t text) using "heap 2"',
                'create table stored (id integer primary key, t varchar(9)) using "heap 2"',
                "create materialized view stored using \"heap 2\" as select 1 as id, 'x'::text as t",
            ),
            "index": (
                "",
                "create operator class tree_ops default for type integer using tree2 as operator 1 <, operator 2 <=, "
                "operator 3 =, operator 4 >=, operator 5 >, function 1 btint4cmp(integer, integer)",
            ),
            "comment": COMMENT,
        },
    ),
    "operator classes": Recipe(
        """
        create operator family "fam ily" using btree;
        $compare;
        $class; $more; $index; alter operator family "fam ily" using btree owner to $owner
        """,
        {
            "compare": (
                "",
                "create function backwards(integer, integer) returns integer language sql immutable"
                " as 'select $2 - $1'",
            ),
            "class": (
                "",
                'create operator class "op c" for type integer using btree family "fam ily" as operator 1 <, '
                "operator 2 <=, operator 3 =, operator 4 >=, operator 5 >, function 1 btint4cmp(integer, integer)",
                'create operator class "op c" for type integer using btree as operator 1 <, '
                "operator 2 <=, operator 3 =, operator 4 >=, operator 5 >, function 1 btint4cmp(integer, integer);"
                "comment on operator class \"op c\" using btree is 'one'",
                'create operator class "op c" for type integer using btree as operator 1 >, '
                "operator 2 >=, operator 3 =, operator 4 <=, operator 5 <, function 1 btint4cmp(integer, integer);"
                'alter operator class "op c" using btree owner to alice',
            ),
            "more": (
                "",
                'alter operator family "fam ily" using btree add operator 1 < (smallint, integer), '
                "function 1 (smallint, integer) btint24cmp(smallint, integer)",
                'alter operator family "fam ily" using btree add operator 3 = (smallint, integer)',
            ),
            "index": (
                "",
                "create table sorted (n integer); do $do$ begin if exists (select from pg_opclass"
                " where opcname = 'op c') "
                'then create index sorted_i on sorted (n "op c"); end if; end $do$',
            ),
            "owner": OWNER,
        },
    ),
    "base types": Recipe(
        """
        create type based;
        create function based_in(cstring) returns based language internal immutable strict as 'int4in';
        create function based_out(based) returns cstring language internal immutable strict as 'int4out';
        create type based (input = based_in, output = based_out, internallength = 4, passedbyvalue,
            alignment = int4$options);
        $use; $cast; comment on type based is $comment; alter type based owner to $owner
        """,
        {
            "options": ("", ", default = '7'", ", delimiter = ';'", ", category = 'N', preferred = true"),
            "use": (
                "",
                "create table holds (b based)",
                "create table holds (b based default '3', more based[], id integer primary key)",
                "create table holds (b based); create view holds_v as select b from holds",
                "create domain over_based as based; create table holds (b over_based)",
            ),
            "cast": (
                "",
                "create cast (based as integer) without function",
                "create cast (integer as based) without function as assignment",
            ),
            "comment": COMMENT,
            "owner": OWNER,
        },
    ),
    "trees of keys": Recipe(
        """
        create table "to" (id integer$id_more primary key, k integer) $to_by;
        $to_one;
        create table "of" (a integer, b integer references "to" $action) $of_by;
        $of_one; $index; $statistics
        """,
        {
            "id_more": ("", " generated always as identity", " generated by default as identity"),
            "to_by": ("",),
            "to_one": ("", 'create table to_child () inherits ("to")', 'create index to_k on "to" (k) include (id)'),
            "action": ("", "on delete cascade", "deferrable initially deferred"),
            "of_by": ("partition by range (a)",),
            "of_one": (
                "",
                'create table of_1 partition of "of" for values from (1) to (5)',
                'create table of_1 partition of "of" default',
            ),
            "index": (
                "",
                'create unique index of_u on "of" (a, b)',
                'alter table "of" add constraint of_u primary key (a, b)',
                'create index of_u on "of" using hash (b)',
            ),
            "statistics": (
                "",
                'create statistics of_s on a, b from "of"',
                'create statistics of_s (ndistinct) on b, a from "of"',
                'alter table "of" alter b set statistics 7',
            ),
        },
    ),
}
