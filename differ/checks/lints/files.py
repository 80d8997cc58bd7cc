"""The SQL files of the lints, read once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Literal, get_args

from differ.sql import literal

if TYPE_CHECKING:
    from collections.abc import Mapping

Level = Literal["error", "warning", "info", "off"]
LEVELS: tuple[Level, ...] = get_args(Level)

COLUMNS = ("name", "level", "object", "detail", "remedy", "link")

_LEVEL = re.compile(rf"'({'|'.join(LEVELS)})' as level,")
_NEED = re.compile(r"^-- needs: (.+)$", re.MULTILINE)
_VALUE = re.compile(r":'(\w+)'")


@dataclass(frozen=True, slots=True)
class Lint:
    """One lint: its level unless a spec says otherwise, what it expects, what the database must have for it.

    `needs` holds "api", "supabase" and "role NAME".
    """

    name: str
    level: Level
    expects: str
    needs: tuple[str, ...]
    text: str

    def sql(self, values: Mapping[str, str]) -> str:
        """The statement with each `:'name'` replaced by a literal."""
        return _VALUE.sub(lambda match: literal(values[match[1]]), self.text)


@cache
def lints() -> Mapping[str, Lint]:
    """Every lint by name, in the order of names."""
    folder = resources.files("differ.checks.lints")
    files = {file.name.removesuffix(".sql"): file for file in folder.iterdir() if file.name.endswith(".sql")}
    return {name: _read(name, files[name].read_text(encoding="utf-8")) for name in sorted(files)}


def _read(name: str, text: str) -> Lint:
    match = _LEVEL.search(text)
    if match is None:
        raise ValueError(f"{name}.sql has no level")
    level = next(level for level in LEVELS if level == match[1])
    first = text.partition("\n")[0].removeprefix("-- ")
    return Lint(name, level, first, tuple(_NEED.findall(text)), text)
