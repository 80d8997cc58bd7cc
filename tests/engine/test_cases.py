"""Every case converges: from a to b, from b to a and, but for PostgreSQL 15, from empty to each."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
import yaml

from .apart import converge_apart
from .converge import OTHER, Budget, converge

if TYPE_CHECKING:
    from differ.model import Scope
    from differ.servers import ScratchServer

CASES = Path(__file__).parents[1] / "cases"
_FOLDERS = sorted(path.parent for path in CASES.glob("*/*/a.sql"))
_KEYS = frozenset({"forbid", "require", "recreates", "since", "recreates_before", "gap", "scopes"})


def scopes_of(folder: Path) -> tuple[Scope, ...]:
    """What a case is about besides the objects of a database."""
    return tuple(_said(folder).get("scopes", ()))


def _said(folder: Path) -> dict[str, Any]:
    path = folder / "budget.yaml"
    said: dict[str, Any] = yaml.safe_load(path.read_text("utf-8")) if path.exists() else {}
    unknown = said.keys() - _KEYS
    assert not unknown, f"{path}: unknown keys {unknown}"
    return said


def _budget(folder: Path, major: int) -> Budget:
    """What budget.yaml says; `since` skips the case on servers that are older than what its SQL needs."""
    said = _said(folder)
    if major < said.get("since", 0):
        pytest.skip(f"needs PostgreSQL {said['since']}")
    recreates = list(said.get("recreates", ()))
    # PostgreSQL learnt to alter some things in place; before that version the column has to be made anew.
    for version, names in said.get("recreates_before", {}).items():
        if major < version:
            recreates += names
    return Budget(
        tuple(said.get("forbid", ())),
        tuple(said.get("require", ())),
        tuple(recreates),
        scopes_of(folder),
    )


@pytest.mark.parametrize("folder", _FOLDERS, ids=[f"{path.parent.name}/{path.name}" for path in _FOLDERS])
def test_case_converges(server: ScratchServer, folder: Path) -> None:
    budget = _budget(folder, server.installation.major)
    a_sql, b_sql = ((folder / f"{side}.sql").read_text("utf-8") for side in "ab")
    try:
        if budget.scopes:
            outcome = converge_apart(server.installation.major, a_sql, b_sql, budget)
        else:
            # The second major is for what it does otherwise, and that is changes.
            from_empty = "ab" if server.installation.major == 17 or OTHER is not None else ""
            outcome = converge(server, a_sql, b_sql, budget, from_empty=from_empty)
    except psycopg.errors.FeatureNotSupported as error:
        if "is not available" not in str(error) or server.installation.major == 17:  # the embedded one has them all
            raise
        pytest.skip(str(error).partition("\n")[0])  # the server was built without an extension
    gap = _said(folder).get("gap")
    if isinstance(gap, dict):  # by the major from which on it gapes
        gap = next((words for major, words in gap.items() if server.installation.major >= major), None)
    if gap is not None:
        assert outcome.failed, f"this converges now; take the gap out of the budget: {gap}"
        pytest.xfail(gap)
    if outcome.failed:
        pytest.fail(outcome.explain(), pytrace=False)


def test_there_are_cases() -> None:
    assert len(_FOLDERS) >= 900
