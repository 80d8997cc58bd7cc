"""One HTML page that needs no network: the results, the plan, and a picture of the schema.

Its style and script stand in page.css and page.js beside this file. A policy in its head forbids every other one, and
all requests: what a database holds can be shown but never run.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING

from differ.errors import DifferError
from differ.planning.script import plan_script
from differ.reports.check_text import finding_groups
from differ.reports.failures import advice, notes
from differ.reports.page.picture import picture
from differ.reports.plan_text import count_line, hazards, parts, summary_groups

if TYPE_CHECKING:
    import psycopg

    from differ.checks.findings import Finding, Report, Status
    from differ.model import Snapshot
    from differ.planning.plan import Plan
    from differ.plans import Planned
    from differ.targets import Target

_WORDS: dict[Status, str] = {"fail": "failed", "error": "not evaluated", "skipped": "skipped", "hold": "hold"}
_SIGNS: dict[Status, str] = {"fail": "✗", "error": "!", "skipped": "–", "hold": "✓"}
_ACTIONS = {"create": ("+", "new"), "alter": ("~", "changed"), "replace": ("~", "changed"), "drop": ("−", "gone")}


@dataclass(frozen=True, slots=True)
class Drawn:
    """What the picture shows: the live schema, and the desired one with the plan that leads there.

    `no_plan` says why there is none.
    """

    live: Snapshot
    desired: Snapshot | None = None
    plan: Plan | None = None
    no_plan: str = ""


def draw(target: Target, connection: psycopg.Connection, planned: Planned | DifferError | None = None) -> Drawn:
    """Read the database and plan, without a rehearsal; where no plan can be made the live schema alone is drawn.

    `planned` is a plan that was made already, or what kept it from being made.
    """
    from differ.catalog import read_snapshot
    from differ.plans import plan_target
    from differ.redaction import redact
    from differ.scope import in_scope

    no_plan = "There is no schema/ to plan from."
    if target.configuration.schema.exists():
        if planned is None:
            try:
                planned = plan_target(target, connection, rehearse=False)
            except DifferError as error:
                planned = error
        if not isinstance(planned, DifferError):
            return Drawn(planned.live, planned.desired, planned.plan)
        no_plan = redact(str(planned))
    snapshot = read_snapshot(connection)
    live, _ = in_scope(snapshot, snapshot, target.platform(snapshot))
    return Drawn(live, no_plan=no_plan)


def page(database: str, report: Report | None, drawn: Drawn | None) -> str:
    """The whole document; a part that is None is left out."""
    here = files("differ.reports.page")
    style, script = (here.joinpath(name).read_text(encoding="utf-8") for name in ("page.css", "page.js"))
    policy = f"default-src 'none'; style-src {_digest(style)}; script-src {_digest(script)}; base-uri 'none'"
    tabs, panels = [], []
    if report is not None:
        bad = report.counts["fail"] + report.counts["error"]
        tabs.append(("results", "Results", f"{bad} ✗" if bad else f"{len(report.findings)} ✓"))
        panels += ['<section id="results" class="panel">', *_results(report), "</section>"]
    data = ""
    if drawn is not None:
        steps = len(drawn.plan.summaries) if drawn.plan else 0
        tabs.append(("plan", "Plan", str(steps) if drawn.plan else "none"))
        panels += ['<section id="plan" class="panel">', *_plan(drawn), "</section>"]
        shown = picture(drawn.live, drawn.desired, drawn.plan, report)
        tabs.append(("schema", "Schema", str(len(shown["boxes"]))))
        panels.append(_SCHEMA)
        data = f'<script type="application/json" id="picture">{_json(shown)}</script>'
    links = (
        f'<a href="#{name}" accesskey="{i}">{title} <small>{note}</small></a>'
        for i, (name, title, note) in enumerate(tabs, start=1)
    )
    return (
        "<!DOCTYPE html>\n"
        '<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(database)} – differ</title>\n<style>{style}</style>\n</head>\n<body>\n"
        f'<header><h1>differ</h1><p class="database">{escape(database)}</p><nav>{"".join(links)}</nav>'
        '<button id="theme" title="Light or dark (t)">◐</button></header>\n'
        f"<main>\n{chr(10).join(panels)}\n</main>\n{data}\n<script>{script}</script>\n</body>\n</html>\n"
    )


_SCHEMA = """<section id="schema" class="panel">
<aside class="list"><input id="search" type="search" placeholder="Search tables and columns ( / )" aria-label="Search">
<p class="choices"><label><input type="checkbox" id="only"> changed or failing only</label></p>
<ul id="tables" aria-label="Tables"></ul></aside>
<div class="canvas"><svg id="picture-of-schema" tabindex="0" role="application"
 aria-label="Tables and keys; arrow keys go from table to table, Enter shows one"></svg>
<p class="tools"><button id="level" title="Keys or all columns (a)">All columns</button>
<button id="smaller" title="Smaller (−)">−</button><button id="larger" title="Larger (+)">+</button>
<button id="whole" title="The whole picture (0)">Fit</button><button id="help" title="Keys (?)">?</button></p>
<p class="legend"><span class="new">new</span><span class="changed">changed</span><span class="gone">dropped</span>
<span class="failing">failing</span></p>
<div id="keys" hidden><p><kbd>/</kbd> search, <kbd>Enter</kbd> the first found</p>
<p><kbd>←</kbd> <kbd>→</kbd> <kbd>↑</kbd> <kbd>↓</kbd> from table to table</p>
<p><kbd>n</kbd> <kbd>p</kbd> next and previous change</p><p><kbd>Esc</kbd> let go</p>
<p><kbd>+</kbd> <kbd>−</kbd> <kbd>0</kbd> size, or wheel and drag</p><p><kbd>a</kbd> keys or all columns</p>
<p><kbd>1</kbd> <kbd>2</kbd> <kbd>3</kbd> results, plan, schema</p><p><kbd>t</kbd> light or dark</p></div></div>
<aside id="details" aria-live="polite" hidden></aside>
</section>"""


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _json(value: object) -> str:
    """JSON that cannot end the element around it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _results(report: Report) -> Iterator[str]:
    counts = report.counts
    yield '<p class="choices" id="statuses">'
    for status, words in _WORDS.items():
        checked = "" if status == "hold" and counts["fail"] + counts["error"] else " checked"
        yield (
            f'<label class="status {status}"><input type="checkbox" value="{status}"{checked}>'
            f"<b>{counts[status]}</b> {words}</label>"
        )
    yield '<input id="filter" type="search" placeholder="Search assertions ( / )" aria-label="Search assertions"></p>'
    yield f'<p class="note">{escape(report.spec)}, {report.seconds:.1f} s</p>'
    yield from (f'<p class="note">Note: {escape(note)}</p>' for note in report.notes)
    for status in _WORDS:
        for (section, name), group in finding_groups(report, status).items():
            opened = "" if status == "hold" else " open"
            yield f'<details class="group {status}"{opened}><summary><small>{escape(section)}</small> '
            yield f"{escape(name)} <small>{len(group)}</small></summary><ul>"
            yield from (_finding(finding, in_group=bool(name)) for finding in group)
            yield "</ul></details>"
    for title, members in notes(report).items():
        yield f'<details class="group hold note"><summary><small>for information</small> {escape(title)} '
        yield f"<small>{len(members)}</small></summary><ul>"
        for one in members:
            yield f"<li><i>i</i> <b>{escape(one.object)}</b> {escape(str(one.found))}</li>"
        yield f"<li><small>{escape(advice(members[0]))}</small></li></ul></details>"
    yield '<p class="nothing" hidden>Nothing of this sort.</p>'


def _finding(finding: Finding, *, in_group: bool) -> str:
    text = f"<b>{escape(finding.title or ('itself' if in_group else finding.object))}</b>"
    if finding.status == "fail" and not finding.reason:
        text += f' <span class="pair">expected <ins>{escape(str(finding.expected))}</ins>'
        text += f" found <del>{escape(str(finding.found))}</del></span>"
    elif finding.reason:
        text += f' <span class="pair">{escape(finding.reason)}</span>'
    remedy = f'<small class="remedy">{escape(advice(finding))}</small>' if finding.remedy else ""
    return f"<li><i>{_SIGNS[finding.status]}</i> {text} <small>{escape(finding.where)}</small>{remedy}</li>"


def _plan(drawn: Drawn) -> Iterator[str]:
    plan = drawn.plan
    if plan is None:
        yield f'<p class="note">No plan: {escape(drawn.no_plan)}</p>'
        return
    yield f"<h2>{escape(count_line(plan))}</h2>"
    for text in (*(f"Warning: {warning}" for warning in plan.warnings), *hazards(plan)):
        yield f'<p class="hazard">{escape(text)}</p>'
    if not plan.steps:
        yield '<p class="note">Nothing to do: the database is as described.</p>'
    for line in plan.not_compared:
        yield f'<p class="note">not compared: {escape(line)}</p>'
    yield '<div class="changes">'
    for group, members in summary_groups(plan.summaries):
        yield f'<article><h3>{escape(".".join(group))}</h3><ul class="plan">'
        head = next((member for member in members if member.ref.path == group), None)
        whole = head is not None and head.action in ("create", "drop")
        for member in members:
            if member is not head and head is not None and whole and member.action == head.action:
                continue
            sign, style = _ACTIONS[member.action]
            again = " (made again)" if member.action == "replace" else ""
            name = ".".join(member.ref.path[len(group) :]) if member.ref.path[: len(group)] == group else ""
            details = "".join(f"<small>{escape(detail)}</small>" for detail in member.details)
            text = escape(f"{member.ref.kind} {name or member.name}{again}")
            yield f'<li class="{style}"><i>{sign}</i> {text}{details}</li>'
        if head is not None and whole:
            sign, style = _ACTIONS[head.action]
            counted = parts([member for member in members if member is not head], head.action)
            yield from (f'<li class="{style}"><i>{sign}</i> {escape(line)}</li>' for line in counted)
        yield "</ul></article>"
    for seed in plan.seeds:
        yield f'<article><h3>rows of {escape(".".join(seed.table))}</h3><ul class="plan">'
        for action, sample in zip(seed.actions(), seed.samples, strict=True):
            sign, style = _ACTIONS[action]
            yield f'<li class="{style}"><i>{sign}</i> {escape(sample)}</li>'
        yield "</ul></article>"
    yield "</div>"
    if plan.steps:
        yield f'<h2>SQL</h2><button id="copy">Copy</button><pre id="sql">{escape(plan_script(plan))}</pre>'


__all__ = ["Drawn", "draw", "page"]
