from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from differ.errors import SchemaError
from differ.scripts.script import Statement
from differ.scripts.splitting import Include, split

FILE = Path("schema.sql")


def texts(script: str) -> list[str]:
    return [piece.text for piece in split(script, FILE) if isinstance(piece, Statement)]


ATOMIC = """CREATE OR REPLACE FUNCTION f(a int DEFAULT 1) RETURNS int
BEGIN ATOMIC
  SELECT 1 AS end, t.end FROM t WHERE CASE WHEN a > 1 THEN true ELSE (CASE a WHEN 2 THEN true END) END;
  -- END;
  SELECT 2 end;
  RETURN a;
END"""

WHOLE = [
    "SELECT ';'",
    "SELECT 'it''s; fine'",
    "SELECT 'c:\\'",
    r"SELECT E'it\'s; fine'",
    r"SELECT e'a\\', E'''\';'",
    "SELECT E'a'\n  'b\\';'",
    "SELECT E'a' -- and\n -- on\n 'b\\';'",
    "SELECT 'a'\n'b\\'",
    r"SELECT U&'d\0061t;a', N'x;', B'1', X'1F'",
    'SELECT U&"d\\0061t;a", "a"";b"',
    "SELECT type'a;', date'x;'",
    "SELECT $$;$$, $a$ $b$; $$ $b$ $a$, $é1$;$é1$",
    "SELECT a$b$c, d$$;".rstrip(";"),
    "SELECT $1, $2",
    "PREPARE p AS SELECT $1;".rstrip(";"),
    "SELECT 1 -- not; here",
    "SELECT 1 /* a; /* b; */ c; */ + 1",
    "SELECT 1 /*/ ; */ + 2 /***/ - 3 /* ** ; **/",
    "SELECT 2 +-- plus;\n 1",
    "SELECT 2 @/* ; */ 1",
    "SELECT a - b / c * d",
    "CREATE RULE r AS ON INSERT TO t DO ALSO (INSERT INTO a VALUES (1); DELETE FROM b)",
    "SELECT (';)'), ')', $$)$$",
    ATOMIC,
    ATOMIC.replace("CREATE OR REPLACE FUNCTION", "create /* ; */ procedure").replace(" RETURNS int", ""),
    "CREATE FUNCTION f() RETURNS void BEGIN ATOMIC END",
    "CREATE FUNCTION f() RETURNS void BEGIN ATOMIC ; END",
    "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC (SELECT 1); END",
    "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'begin atomic; end'",
    "CREATE FUNCTION f() RETURNS int AS $$ BEGIN ATOMIC; $$ LANGUAGE sql",
    "CREATE FUNCTION replace(begin int) RETURNS int LANGUAGE sql AS $body$ select 1; $body$",
    "SELECT begin atomic FROM t",
    "BEGIN",
    "SELECT a[1:2], x::text, 'a' || 'b', 1.5e10, 0x1F",
    "SELECT 'a\\\n\\d b'",
    "SELECT '\n\\i x.sql\n'",
    "CREATE FUNCTION f() RETURNS int AS $$\n\\i x.sql\n$$ LANGUAGE sql",
    "/* \n\\i x.sql\n */ SELECT 1",
    "SELECT\u00a01",
    "SELECT '🐘;', \"é;\", ü$a$b",
    "COPY t TO '/tmp/x;'",
    "COPY \"stdin\" FROM 'from stdin'",
]


@pytest.mark.parametrize("statement", WHOLE)
def test_a_statement_stays_whole_and_ends_where_it_ends(statement: str) -> None:
    separator = "\n;" if "--" in statement.split("\n")[-1] else ";"
    assert texts(f"{statement}{separator} SELECT 'next'{separator}{statement}\n") == [
        statement,
        "SELECT 'next'",
        statement,
    ]


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(WHOLE), st.sampled_from(["", " ", "\n", "\n\n  ", "\t"])), max_size=12))
def test_joined_statements_split_into_themselves(parts: list[tuple[str, str]]) -> None:
    script = "".join(f"{space}{statement}\n;" for statement, space in parts)
    assert texts(script) == [statement for statement, _ in parts]


FRAGMENT = st.one_of(
    st.text(alphabet=st.characters(exclude_characters="'\0\r", codec="utf-8")).map(lambda t: f"'{t}'"),
    st.text(alphabet="ab\\';\n").map(lambda t: "E'" + t.replace("\\", "\\\\").replace("'", "\\'") + "'"),
    st.text(alphabet='a";-/*$').map(lambda t: '"' + t.replace('"', '""') + '"'),
    st.text(alphabet="a;'\"-/*\\\n").map(lambda t: f"$q${t}$q$"),
    st.text(alphabet="a;'\"(\\").map(lambda t: f"-- {t}\n"),
    st.text(alphabet="a;'\"($-\n").map(lambda t: f"/* {t} /* ; */ */"),
    st.sampled_from(["a", "_b1", "c$d$", "é", "12", "1.5", "(1; 2)", "(", "+", "- ", "::", "[1]", "E", "end", "case"]),
)


@settings(deadline=None)
@given(st.lists(st.lists(FRAGMENT, min_size=1), max_size=6))
def test_random_fragments_split_only_at_the_semicolons_between_them(statements: list[list[str]]) -> None:
    built = []
    for fragments in statements:
        text = " ".join(["x", *fragments])
        built.append(text + " )" * fragments.count("(") + " y")
    assert texts(";".join(built)) == built


@settings(deadline=None)
@given(st.text(alphabet="aE'\"$;-/*()\\\n \t.e1"))
def test_any_text_is_split_without_losing_any_of_it_or_refused(script: str) -> None:
    try:
        found = texts(script)
    except SchemaError as error:
        found = []
        where = error.where or ""
    else:
        where = "schema.sql:"
    assert where.startswith("schema.sql:")
    at = 0
    for text in found:
        at = script.index(text, at) + len(text)


def test_empty_statements_vanish() -> None:
    assert texts(";; -- nothing\n ; /* x */ ; SELECT 1;;") == ["SELECT 1"]
    assert texts("") == []


def test_a_statement_at_the_end_needs_no_semicolon() -> None:
    assert texts("SELECT 1;\nSELECT 2 -- end") == ["SELECT 1", "SELECT 2 -- end"]


def test_positions_point_at_the_first_token_and_count_on_from_there() -> None:
    script = "SELECT 1; /* b */\n-- two\n  SELECT 'é',\n    wrong;\n"
    second = split(script, FILE)[1]
    assert isinstance(second, Statement)
    assert second.text.startswith("/* b */\n-- two\n")
    assert second.where() == "schema.sql:3:3"
    assert second.where(second.text.index("'é'")) == "schema.sql:3:10"
    assert second.where(second.text.index("wrong")) == "schema.sql:4:5"


@pytest.mark.parametrize(
    ("script", "where", "words"),
    [
        ("SELECT 1;\n SELECT 'a;\n", "schema.sql:2:9", "string never ends"),
        ("SELECT E'a\\';\n", "schema.sql:1:8", "string never ends"),
        ('SELECT "a;\n', "schema.sql:1:8", "quoted name never ends"),
        ("\nSELECT $f$ a; $g$;", "schema.sql:2:8", "$f$ opens never ends"),
        ("SELECT 1 /* a /* b */ ;", "schema.sql:1:10", "comment never ends"),
        ("SELECT 1\n\\d t\n;", "schema.sql:2:1", "not finished"),
        ("CREATE TABLE t (a int;\n\\i x.sql\n", "schema.sql:2:1", "not finished"),
        ("SET standard_conforming_strings = off;", "schema.sql:1:1", "standard_conforming_strings"),
        ("SET client_encoding TO 'LATIN1';", "schema.sql:1:1", "LATIN1"),
        ("COPY t TO STDOUT;", "schema.sql:1:1", "nowhere"),
        ("COPY t FROM stdin;\n1\n2\n", "schema.sql:1:1", "never end"),
        ("COPY t FROM stdin", "schema.sql:1:1", "never end"),
        ("COPY t FROM stdin; SELECT 1;\n\\.\n", "schema.sql:1:20", "next line"),
        ("\\.\n", "schema.sql:1:1", "\\."),
        ("\\i\n", "schema.sql:1:1", "\\i"),
    ],
)
def test_what_cannot_be_split_is_refused_where_it_begins(script: str, where: str, words: str) -> None:
    with pytest.raises(SchemaError) as caught:
        split(script, FILE)
    assert caught.value.where == where
    assert words in caught.value.message
    assert caught.value.remedy


@pytest.mark.parametrize(
    "command", ["set", "copy", "connect", "if", "gexec", "!", "dt+", "echo", "password", "encoding"]
)
def test_psql_commands_are_refused_by_name(command: str) -> None:
    with pytest.raises(SchemaError) as caught:
        split(f"SELECT 1;\n  \\{command} x\n", FILE)
    assert f"\\{command.rstrip('+')} " in caught.value.message
    assert caught.value.where == "schema.sql:2:3"
    assert caught.value.remedy


def test_settings_that_change_nothing_are_accepted() -> None:
    script = "SET client_encoding = 'UTF8';\nSET standard_conforming_strings = on;\nSET x.y = 'off';"
    assert len(texts(script)) == 3


def test_restrict_lines_are_passed_over_and_includes_are_kept() -> None:
    script = "\\restrict abc\n\nSELECT 1;\n\\i 'a b.sql'\n \\ir c.sql\n\\unrestrict abc\n"
    statement, *includes = split(script, FILE)
    assert isinstance(statement, Statement)
    assert (statement.text, statement.line) == ("SELECT 1", 3)
    assert includes == [Include("a b.sql", False, 4), Include("c.sql", True, 5)]


def test_a_backslash_within_a_line_is_text() -> None:
    assert texts("SELECT 1 \\ 2;") == ["SELECT 1 \\ 2"]


def test_copy_takes_the_rows_below_it() -> None:
    script = "COPY public.t (a, b) FROM STDIN; -- rows\n1\tx;'\n2\t\\N\n\\.\n\nSELECT 1;"
    copy, after = split(script, FILE)
    assert isinstance(copy, Statement)
    assert isinstance(after, Statement)
    assert copy.copy_data == "1\tx;'\n2\t\\N\n"
    assert copy.copy_line(2) == 3
    assert (after.text, after.line) == ("SELECT 1", 6)


def test_copy_without_rows() -> None:
    copy, after = split("copy t from stdin with (format csv);\n\\.\nSELECT 1", FILE)
    assert isinstance(copy, Statement)
    assert copy.copy_data == ""
    assert isinstance(after, Statement)
    assert after.copy_data is None


def test_time_grows_with_the_length_of_the_file_and_no_faster() -> None:
    statements = 20_000
    script = "CREATE TABLE t (a numeric(10, 2), b text DEFAULT 'x;'); -- note\n" * statements
    begin = time.perf_counter()
    assert len(split(script, FILE)) == statements
    assert time.perf_counter() - begin < 10
