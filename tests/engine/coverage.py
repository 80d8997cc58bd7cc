"""Write docs/coverage.md: which case shows which change of which kind. `python -m tests.engine.coverage`.

Every case is loaded and its two sides are compared; what differs is what the case shows. Since each case runs
both ways, a case that creates an object also drops it.
"""

from __future__ import annotations

import dataclasses
import sys
from collections import defaultdict
from pathlib import Path

import psycopg
import yaml

from differ.catalog import read_snapshot
from differ.compare import compare
from differ.kinds.base import discover
from differ.servers import ScratchServer, find_installation

from .apart import snapshots_apart
from .converge import Budget, create_shared
from .test_cases import CASES, scopes_of

PAGE = Path(__file__).parents[2] / "docs" / "coverage.md"
HOLES = Path(__file__).with_name("holes.yaml")
MADE = "created and dropped"

_HEAD = """\
# Coverage

Generated from the kinds and the cases by `make coverage`. For every kind of object: its properties as the catalog has
them, and a case in `tests/cases` in which that property differs, run in both directions on every supported version with
pg_dump as the witness. Where there is no case the reason is said.

"""


def properties(name: str) -> list[str]:
    """What of a kind can differ, in the words of a plan."""
    kind = discover()[name]
    fields = [one.name for one in dataclasses.fields(kind.object_class) if one.compare and one.name != "ref"]
    attributes = {"owner": kind.acl_type or None, "acl": kind.acl_type or None}
    return [MADE, *(one.replace("_", " ").replace("acl", "privileges") for one in fields if attributes.get(one, True))]


def holes() -> dict[str, dict[str, str]]:
    """Why a property of a kind has no case."""
    said: dict[str, dict[str, str]] = yaml.safe_load(HOLES.read_text(encoding="utf-8"))
    return said


def shown(server: ScratchServer) -> dict[tuple[str, str], list[str]]:
    """The cases that show each property of each kind."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for folder in sorted(path.parent for path in CASES.glob("*/*/a.sql")):
        name = f"{folder.parent.name}/{folder.name}"
        scopes = scopes_of(folder)
        snapshots = []
        try:
            if scopes:
                texts = ((folder / f"{side}.sql").read_text("utf-8") for side in "ab")
                snapshots = snapshots_apart(server.installation.major, texts, Budget(scopes=scopes))
            for side in "ab" if not scopes else "":
                database = f"coverage_{len(found)}_{side}_{abs(hash(name))}"
                server.create_database(database)
                with server.connect(database) as connection:
                    connection.execute((folder / f"{side}.sql").read_bytes())
                    connection.execute(b"reset all")
                    snapshots.append(read_snapshot(connection))
                with server.connect() as connection:
                    connection.execute(f"drop database {database}".encode())
        except psycopg.Error:
            continue  # for a version or an extension that is not here
        for change in compare(*snapshots):
            if change.live is None or change.desired is None:
                found[change.ref.kind, MADE].append(name)
                continue
            for one in dataclasses.fields(change.live):
                if one.compare and getattr(change.live, one.name) != getattr(change.desired, one.name):
                    word = one.name.replace("_", " ").replace("acl", "privileges")
                    found[change.ref.kind, word].append(name)
    return found


def page(found: dict[tuple[str, str], list[str]]) -> str:
    """The page as Markdown."""
    reasons = holes()
    lines = [_HEAD]
    for name in sorted(discover()):
        lines += [f"## {name}\n", "| property | cases | for example |", "| --- | --- | --- |"]
        for one in properties(name):
            cases = found.get((name, one), [])
            # A case named after the kind is the best example.
            best = min(cases, key=lambda case: (not case.startswith(f"{name}/"), len(case)), default=None)
            example = f"`{best}`" if best else reasons.get(name, {}).get(one, "**none yet**")
            lines.append(f"| {one} | {len(set(cases))} | {example} |")
        lines.append("")
    return "\n".join([*lines, "## What does not converge\n", *gaps(), ""])


def gaps() -> list[str]:
    """What stays different where PostgreSQL has no command for it, as Markdown."""
    lines = [
        "- A column or check of a child's own that its parent comes to have as well stays the child's own, too: "
        "PostgreSQL has no command that gives it up to the parent, and no values are copied for that.",
        "- Two parents that are no relations of each other and share a column of a child: its type is not changed.",
    ]
    for path in sorted(CASES.glob("*/*/budget.yaml")):
        gap = yaml.safe_load(path.read_text("utf-8")).get("gap")
        said = (
            {"": gap}
            if isinstance(gap, str)
            else {f"PostgreSQL {major}: ": text for major, text in (gap or {}).items()}
        )
        lines += [f"- {when}{text} (`{path.parent.parent.name}/{path.parent.name}`)" for when, text in said.items()]
    return lines


def main() -> None:
    """Write the page, and say what has neither a case nor a reason."""
    discover()
    with ScratchServer(find_installation(17)) as server:
        create_shared(server)
        text = page(shown(server))
    PAGE.write_text(text, encoding="utf-8")
    heading = ""
    for line in text.splitlines():
        heading = line.removeprefix("## ") if line.startswith("## ") else heading
        if "**none yet**" in line:
            print(f"{heading}: {line.split('|')[1].strip()}", file=sys.stderr)


if __name__ == "__main__":
    main()
