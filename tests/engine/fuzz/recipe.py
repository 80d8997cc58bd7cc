"""A recipe is SQL with `$names`; each name is one of the texts in `choices`."""

from __future__ import annotations

from dataclasses import dataclass
from string import Template

Choices = dict[str, int]

COMMENT = ("null", "'plain'", "'it''s; -- \"so\"'", "E'two\\nlines \\\\'")
OWNER = ("postgres", "alice", "bob")


@dataclass(frozen=True)
class Recipe:
    """SQL that loads with any of the choices made."""

    sql: str
    choices: dict[str, tuple[str, ...]]

    def text(self, chosen: Choices) -> str:
        """The statements, without a final semicolon."""
        texts = {name: options[chosen.get(name, 0) % len(options)] for name, options in self.choices.items()}
        return Template(self.sql).substitute(texts).strip().rstrip(";")
