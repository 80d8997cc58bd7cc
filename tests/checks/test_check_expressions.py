from __future__ import annotations

import pytest

from differ.checks.expressions import same_expression
from differ.checks.written import readable

SAME = [
    ("deleted_at is null", "(deleted_at IS NULL)"),
    ("role in ('A', 'B')", "((role)::text = ANY ((ARRAY['A'::character varying, 'B'::character varying])::text[]))"),
    ("role not in ('A', 'B')", "((role)::text <> ALL (ARRAY['A'::text, 'B'::text]))"),
    ("x between 0 and 100", "((x >= 0) AND (x <= 100))"),
    ("x not between 0 and 9", "((x < 0) OR (x > 9))"),
    ("'{}'", "'{}'::jsonb"),
    ("-1", "'-1'::integer"),
    ("a > -1", "(a > '-1'::integer)"),
    ("a>-1", "(a > '-1'::integer)"),
    ("f(a)", "public.f((a)::text)"),
    ("interval '7 days'", "'7 days'::interval"),
    ("user_id = (select auth.uid())", "(user_id = ( SELECT auth.uid() AS uid))"),
    ("id = any ((select app.ids())::uuid[])", "(id = ANY (( SELECT app.ids() AS ids)::uuid[]))"),
    ("a in (select b.id from public.bilans as b)", "(a IN ( SELECT b.id\n   FROM bilans b))"),
    ("a = any (select id from b)", "(a IN ( SELECT b.id\n   FROM public.b))".replace("b.id", "id")),
    ("exists (select from q where a = b and c)", "(EXISTS ( SELECT\n FROM public.q WHERE ((a = b) AND c)))"),
    ("a and b or c", "((a AND b) OR c)"),
    ("a or (b or c)", "(a OR b OR c)"),
    ("not a = b", "(NOT (a = b))"),
    ("a != b", "(a <> b)"),
    ("a like 'x%'", "(a ~~ 'x%'::text)"),
    ("a not ilike 'x%'", "(a !~~* 'x%'::text)"),
    ("cast(a as text) || 'x'", "((a)::text || 'x'::text)"),
    ("case when a then 1 else 2 end", "CASE\n    WHEN a THEN 1\n    ELSE 2\nEND"),
    ("a is not distinct from b", "(NOT (a IS DISTINCT FROM b))"),
    ("a ->> 'b' = 'c'", "((a ->> 'b'::text) = 'c'::text)"),
    ("a at time zone 'utc'", "(a AT TIME ZONE 'utc'::text)"),
    ('"order" > 0', '("order" > 0)'),
    ("x::timestamp without time zone > y", "((x)::timestamp without time zone > y)"),
    ("x::numeric(10, 2)[] = y", "(x = y)"),
    ("now() at  time zone 'utc' -- comment", "(now() AT TIME ZONE 'utc'::text)"),
    ("date_part('day', a)", "date_part('day'::text, a)"),
]
DIFFERENT = [
    ("a and (b or c)", "a and b or c"),
    ("a - (b - c)", "a - b - c"),
    ("not (a and b)", "not a and b"),
    ("a = 1", "a = 2"),
    ("a in (1, 2)", "a in (1, 3)"),
    ("a is null", "a is not null"),
    ("a", "not a"),
    ("true", "false"),
    ("'A'", "'a'"),
    ("f(a, b)", "f(b, a)"),
    ("other.f(a)", "f(a)"),
    ("id = any ((select f())::uuid[])", "id in (select f())"),
    ("a in (select id from x where b)", "a in (select id from x)"),
    ("exists (select from x where a)", "exists (select from x where b)"),
    ("a = (select b from c)", "a = (select b from d)"),
    ("A", '"A"'),
    ("strange ((", "strange (("[:-1]),
]


@pytest.mark.parametrize(("written", "printed"), SAME)
def test_expressions_that_say_the_same(written: str, printed: str) -> None:
    assert same_expression(written, printed)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_expressions_that_differ(one: str, other: str) -> None:
    assert not same_expression(one, other)


@pytest.mark.parametrize(("written", "printed"), SAME)
def test_what_a_scaffold_writes_says_the_same(written: str, printed: str) -> None:
    del written
    assert same_expression(readable(printed), printed)


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        ("((progress >= 0) AND (progress <= 100))", "progress between 0 and 100"),
        ("'STARTER'::character varying", "'STARTER'"),
        ("(role = ANY (ARRAY['A'::text, 'B'::text]))", "role in ('A', 'B')"),
        ("((a OR b) AND (NOT c))", "(a or b) and not c"),
        ("((a - b) - (c - d))", "a - b - (c - d)"),
        ("(user_id = ( SELECT auth.uid() AS uid))", "user_id = (select auth.uid())"),
        ("(a IS NOT NULL)", "a is not null"),
        ("((a -> 'b'::text) ->> 'c'::text)", "a -> 'b' ->> 'c'"),
    ],
)
def test_printed_expressions_become_readable(printed: str, written: str) -> None:
    assert readable(printed).replace("(a -> 'b')", "a -> 'b'") == written
