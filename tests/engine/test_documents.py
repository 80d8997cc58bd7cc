"""A plan survives JSON unchanged, whatever its steps say."""

from __future__ import annotations

from differ.model import Lock, Ref, Step
from differ.planning.documents import from_json, to_json
from differ.planning.plan import Plan, SeedSummary, Summary

TABLE, COLUMN = Ref("table", ("public", 'a"b')), Ref("column", ("public", 'a"b', "c,d"))
FULL = Step(
    sql="ALTER TABLE …",
    ref=TABLE,
    name="public.t",
    action="create",
    makes=(TABLE, COLUMN),
    alters=(COLUMN,),
    drops=(TABLE,),
    disturbs=(COLUMN,),
    frees=(TABLE,),
    needs=(COLUMN, TABLE),
    precedes=(),
    spares=(TABLE,),
    locks=(Lock("public.t", "ACCESS EXCLUSIVE"),),
    rewrites=("public.t",),
    scans=("public.t",),
    judges=(TABLE,),
    loses="rows of table public.t",
    warning="It may fail.",
    joins="ALTER TABLE public.t ",
    transactional=False,
    commits_before_use=True,
    first=True,
    last=2,
)


def test_a_plan_survives_json_unchanged() -> None:
    plan = Plan(
        database="shop",
        platform="plain",
        live_fingerprint="1",
        desired_fingerprint="2",
        steps=(FULL, Step(sql="SELECT 1")),
        summaries=(Summary(TABLE, ("public", "t"), "t", "create", ("type: a → b",), inside=True),),
        seeds=(SeedSummary(("public", "t"), 1, 2, 3, ("x",)),),
        not_compared=("large object 1",),
        warnings=("…",),
        proven=True,
        findings=("a",),
        opinions=("b",),
        schemas=("public",),
        exclude_schemas=("old",),
        scopes=("roles",),
    )
    assert from_json(to_json(plan)) == plan


def test_the_step_has_something_to_lose_in_every_field() -> None:
    usual = Step(sql="")
    same = [name for name in Step._fields if getattr(FULL, name) == getattr(usual, name)]
    assert same == []
