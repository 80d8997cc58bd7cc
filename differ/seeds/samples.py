"""Changed rows in a few words, for the display of a plan."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from differ.seeds.values import Row, SeedChange

# Columns that usually say what a row is, the best first: by name or ending.
_LABELS = ("name", "title", "label", "text", "email", "code", "slug")
_WIDEST = 40


def seed_samples(change: SeedChange, limit: int = 3) -> tuple[str, ...]:
    """One line for inserts, updates and deletes each, with up to `limit` rows named. Updates show no values."""
    lines = []
    inserts = [_label(row, change.key) for row in change.inserts]
    updates = [f"{_label(row.after, change.key)} ({', '.join(row.columns)})" for row in change.updates]
    deletes = [_label(row, change.key) for row in change.deletes]
    for labels, verb in ((inserts, "insert"), (updates, "change"), (deletes, "delete")):
        if labels:
            lines.append(f"{len(labels)} row{'s' if len(labels) > 1 else ''} to {verb}: {_listed(labels, limit)}")
    return tuple(lines)


def _listed(labels: Sequence[str], limit: int) -> str:
    return ", ".join([*labels[:limit], "…"] if len(labels) > limit else labels)


def _label(row: Row, key: tuple[str, ...]) -> str:
    for label in _LABELS:
        for name, text in row.items():
            if text and name not in key and (name == label or name.endswith(f"_{label}")):
                return _quoted(text)
    return "/".join(_short(row[name] or "null") for name in key)


def _quoted(text: str) -> str:
    return f"'{_short(text)}'"


def _short(text: str) -> str:
    line = "".join(" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in text)
    line = " ".join(line.split())
    return line if len(line) <= _WIDEST else f"{line[: _WIDEST - 1].rstrip()}…"
