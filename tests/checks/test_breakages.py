"""docs/breakages.md: every way to break BilanCompetence's database, and what a check says of it."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass

import pytest
from rich.console import Console

from differ.catalog import read_snapshot
from differ.checks.base import Drifted
from differ.checks.evaluate import check
from differ.checks.findings import Report
from differ.checks.spec import Spec, load_spec
from differ.drift import drift_between
from differ.model import Snapshot
from differ.platforms import Supabase
from differ.reports.check_text import show_report
from differ.scope import in_scope
from differ.servers import ScratchServer
from tests.checks.conftest import ROOT, Connection

PAGE = (ROOT / "docs" / "breakages.md").read_text(encoding="utf-8")
_WAY = re.compile(
    r"^### (?P<name>[^\n]+)\n\n```sql\n(?P<sql>.+?)```\n\n```text\n(?P<says>.+?)```$", re.DOTALL | re.MULTILINE
)
_PLACE = re.compile(r"  expected_state\.yaml:\d+:\d+(?= |$)")
_LEAST = 30


@dataclass(frozen=True, slots=True)
class Way:
    """One section of the page: what is done, and lines of what the check says, in their order."""

    name: str
    sql: str
    says: tuple[str, ...]


WAYS = [Way(m["name"], m["sql"], tuple(m["says"].splitlines())) for m in _WAY.finditer(PAGE)]


@pytest.fixture(scope="module")
def spec() -> Spec:
    return load_spec(ROOT / "expected_state.yaml", shown="expected_state.yaml")


@pytest.fixture(scope="module")
def described(product_server: ScratchServer) -> Snapshot:
    """What schema.sql describes, as it is before anything is broken."""
    with product_server.connect("product", "postgres") as connection:
        return read_snapshot(connection).settled()


def _printed(report: Report) -> list[str]:
    stream = io.StringIO()
    show_report(report, Console(file=stream, width=100_000, soft_wrap=True, highlight=False, emoji=False))
    return stream.getvalue().splitlines()


def _is_shown(shown: str, printed: str) -> bool:
    """Whether a line of the page is this one: … at its end stands for the rest, and places are not shown."""
    bare = _PLACE.sub("", printed)
    return bare.startswith(shown[:-1]) if shown.endswith("…") else bare == shown


def test_the_page_has_enough_ways_and_each_is_a_test() -> None:
    assert len(WAYS) == len(re.findall(r"^### ", PAGE, re.MULTILINE)) >= _LEAST
    assert len({way.name for way in WAYS}) == len({way.sql for way in WAYS}) == len(WAYS)
    assert f"in {len(WAYS)} ways" in PAGE


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
def test_a_check_names_what_is_broken(way: Way, product: Connection, spec: Spec, described: Snapshot) -> None:
    product.execute(way.sql.encode())
    platform = Supabase()

    def drift(found: Snapshot) -> list[Drifted]:
        return drift_between(*in_scope(found, described, platform), platform)

    report = check(product, spec, allow_writes=True, environment={}, drift=drift)
    assert report.exit_code in (1, 8)
    assert any(line.lstrip().startswith(("✗", "!")) for line in way.says)
    left = iter(_printed(report))
    for shown in way.says:
        if shown.strip() not in ("", "…"):
            assert any(_is_shown(shown, printed) for printed in left), f"the check does not say, or not here: {shown}"
