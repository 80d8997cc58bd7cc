"""A plan as a comment on a pull request."""

from __future__ import annotations

import dataclasses

from justhtml import JustHTML
from markdown_it import MarkdownIt

from differ.model import Ref, Step
from differ.planning.plan import Plan, SeedSummary, Summary
from differ.reports.markdown import ROOM
from differ.reports.plan_markdown import MARK, plan_markdown

TABLE, NOTE = Ref("table", ("public", "orders")), Ref("column", ("public", "users", "note"))
NEW = Ref("column", ("public", "orders", "id"))
PLAN = Plan(
    database="shop on localhost as app",
    platform="plain",
    live_fingerprint="",
    desired_fingerprint="",
    steps=(
        Step(sql="CREATE TABLE public.orders (\n    id integer\n)", ref=TABLE, action="create", makes=(TABLE, NEW)),
        Step(
            sql="ALTER TABLE public.users DROP COLUMN note",
            ref=NOTE,
            name="public.users.note",
            action="drop",
            drops=(NOTE,),
            loses="values of column public.users.note",
        ),
    ),
    summaries=(
        Summary(TABLE, ("public", "orders"), "public.orders", "create"),
        Summary(NEW, ("public", "orders"), "public.orders.id", "create", inside=True),
        Summary(NOTE, ("public", "users"), "public.users.note", "drop"),
        Summary(Ref("view", ("public", "v")), ("public", "v"), "public.v", "alter", ("definition: a → ```b```",)),
    ),
    seeds=(SeedSummary(("public", "levels"), 1, 0, 0, ("code=A",)),),
    warnings=("the schema puts rows into <b>x</b>",),
    proven=True,
)


def _page(text: str) -> JustHTML:
    return JustHTML(MarkdownIt("commonmark", {"html": True}).render(text), sanitize=False)


def test_what_changes_stands_in_a_block_with_signs() -> None:
    text = plan_markdown(PLAN)
    assert text.startswith(f"{MARK}\n### Plan: 1 to create, 1 to change, 1 to drop, 1 rows\n")
    changes, script = [block.to_text(strip=False) for block in _page(text).query("pre code")]
    assert changes.splitlines() == [
        "+ table public.orders",
        "+   1 column: id",
        "  public.users",
        "-   column public.users.note",
        "! view public.v",
        "      definition: a → ```b```",
        "  rows of public.levels",
        "+   code=A",
    ]
    assert "ALTER TABLE public.users DROP COLUMN note;" in script


def test_losses_warnings_and_the_proof_are_said() -> None:
    page = _page(plan_markdown(PLAN))
    quotes = [quote.to_text() for quote in page.query("blockquote")]
    assert any("🛑" in quote and "values of column public.users.note are lost" in quote for quote in quotes)
    assert any("<b>x</b>" in quote for quote in quotes)
    assert "Rehearsed on a clone: the plan reaches the desired state." in page.to_text()


def test_nothing_to_do_and_a_failed_rehearsal_are_said() -> None:
    empty = dataclasses.replace(PLAN, steps=(), summaries=(), seeds=(), warnings=())
    assert "✅ Nothing to do" in plan_markdown(empty)
    failed = dataclasses.replace(PLAN, proven=False, findings=("view public.v differs in definition",))
    assert "- `view public.v differs in definition`" in plan_markdown(failed)


def test_a_long_plan_fits_into_a_comment() -> None:
    steps = tuple(PLAN.steps[0]._replace(sql=f"SELECT {i}, '{'x' * 200}'") for i in range(2000))
    summaries = tuple(dataclasses.replace(PLAN.summaries[2], name=f"public.users.{'n' * 50}{i}") for i in range(2000))
    text = plan_markdown(dataclasses.replace(PLAN, steps=steps, summaries=summaries))
    assert len(text) < ROOM
    assert "lines, which `differ plan --sql` shows" in text
    assert text.count("```") % 2 == 0
