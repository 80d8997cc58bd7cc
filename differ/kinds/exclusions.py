"""Exclusion constraints that partitions have from their parent: PostgreSQL makes them, and attaches no others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from differ.model import Ref, Step
from differ.sql import aside_name, ident, literal, qualified

if TYPE_CHECKING:
    from differ.kinds.constraints import Constraint

_PLAIN = re.compile(r"EXCLUDE USING \w+ \(((?:[a-z_][a-z0-9_]* WITH [^ (),]+(?:, )?)+)\)")
_LONGEST = 63  # bytes of a name


def named_as_wanted(new: Constraint) -> Step:
    """The step that gives the constraint its name, once it is there; it says nothing where that is the usual one."""
    parent = new.parent or ()
    tie = Ref("inheritance", (*new.ref.path[:2], *parent[:2]))
    needs = (tie, Ref("constraint", parent))
    return Step(sql="" if new.ref.path[2] == _usual_name(new) else _rename(new, parent), needs=needs, precedes=())


def _usual_name(new: Constraint) -> str | None:
    """The name that PostgreSQL chooses where nothing else has it, as far as that is easily told."""
    plain = _PLAIN.match(new.definition)
    if plain is None:
        return None
    columns = [element.partition(" ")[0] for element in plain[1].split(", ")]
    name = "_".join([new.ref.path[1], *columns, "excl"])
    return name if len(name.encode()) <= _LONGEST else None


def _rename(new: Constraint, parent: tuple[str, ...]) -> str:
    """A statement that looks up what PostgreSQL has called it; the other one that has the name takes that for it."""
    table, name = qualified(*new.ref.path[:2]), new.ref.path[2]
    rename = f"ALTER TABLE {table} RENAME CONSTRAINT"
    aside = ident(aside_name(name))

    def formatted(before: str, after: str) -> str:
        return literal(f"{rename} ".replace("%", "%%") + before.replace("%", "%%") + "%I" + after.replace("%", "%%"))

    body = f"""
DECLARE
    made name := (SELECT c.conname
                  FROM pg_catalog.pg_constraint c JOIN pg_catalog.pg_constraint p ON p.oid = c.conparentid
                  WHERE c.conrelid = {literal(table)}::pg_catalog.regclass
                    AND p.conrelid = {literal(qualified(*parent[:2]))}::pg_catalog.regclass
                    AND p.conname = {literal(parent[2])});
    taken bool := EXISTS (SELECT FROM pg_catalog.pg_constraint
                          WHERE conrelid = {literal(table)}::pg_catalog.regclass AND conname = {literal(name)});
BEGIN
    IF made <> {literal(name)} AND taken THEN
        {rename} {ident(name)} TO {aside};
    END IF;
    IF made <> {literal(name)} THEN
        EXECUTE format({formatted("", f" TO {ident(name)}")}, made);
    END IF;
    IF made <> {literal(name)} AND taken THEN
        EXECUTE format({formatted(f"{aside} TO ", "")}, made);
    END IF;
END
"""
    return f"DO {literal(body)}" if "$differ$" in body else f"DO $differ${body}$differ$"
