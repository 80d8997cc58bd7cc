"""A database to be damaged: what is in it, chosen at random, and a log of what was done."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from differ.sql import qualified

if TYPE_CHECKING:
    import random

    import psycopg


@dataclass(slots=True)
class Site:
    """`connection` is the user's, `superuser` the platform's; `extras` are the names that no schema describes.

    `referring` says for each table which ones refer to it as described, directly or not.
    """

    random: random.Random
    connection: psycopg.Connection[Any]
    superuser: psycopg.Connection[Any]
    referring: dict[str, list[str]]
    log: list[str] = field(default_factory=list)
    extras: set[str] = field(default_factory=set)

    def run(self, sql: str) -> None:
        """Run a statement as the user, and note it."""
        self.log.append(sql)
        self.connection.execute(sql.encode())

    def run_as_superuser(self, sql: str) -> None:
        """Run a statement as the platform, and note it."""
        self.log.append(f"/* {self.superuser.info.user} */ {sql}")
        self.superuser.execute(sql.encode())

    def pick(self, query: str) -> Any:
        """A random row of a query, or None where there is none; a single column is given as its value."""
        rows = sorted(self.connection.execute(query.encode()).fetchall(), key=repr)
        if not rows:
            return None
        row = self.random.choice(rows)
        return row[0] if len(row) == 1 else row

    def pick_table(self, condition: str = "true") -> str | None:
        """A random table of the user's, quoted and with its schema."""
        found: str | None = self.pick(
            "select format('%I.%I', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace"
            f" where c.relkind = 'r' and n.nspname = 'public' and ({condition})"
        )
        return found

    def pick_column(self, condition: str = "true") -> tuple[str, str] | None:
        """A random column as its quoted table and quoted name; `a` is its row in pg_attribute, `t` its type's."""
        found: tuple[str, str] | None = self.pick(
            "select format('%I.%I', n.nspname, c.relname), quote_ident(a.attname) from pg_class c"
            " join pg_namespace n on n.oid = c.relnamespace"
            " join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped"
            " join pg_type t on t.oid = a.atttypid"
            f" where c.relkind = 'r' and n.nspname = 'public' and a.attgenerated = '' and ({condition})"
        )
        return found

    def empty(self, table: str) -> None:
        """Delete the rows of a table and all that refer to them, whether their foreign keys are still there or not."""
        self._truncate((table, *self.referring.get(unquoted(table), ())))

    def empty_referring(self, table: str) -> None:
        """Delete all rows that refer to the table."""
        self._truncate(self.referring.get(unquoted(table), ()))

    def _truncate(self, tables: Iterable[str]) -> None:
        for name in tables:
            if self.pick(f"select from pg_class where oid = to_regclass('{name}')") is not None:
                self.run(f"truncate {name} cascade")

    def new_name(self, kind: str, schema: str = "public") -> str:
        """A name that the schema does not describe, quoted with its schema."""
        name = f"extra_{kind}_{self.random.randrange(10**6)}"
        self.extras.add(f"{schema}.{name}")
        return qualified(schema, name)


Damage = Callable[[Site], None]
DAMAGES: list[tuple[Damage, int]] = []


def damage(weight: int) -> Callable[[Damage], Damage]:
    """Register a way to damage a database, and how often it is chosen."""

    def register(function: Damage) -> Damage:
        DAMAGES.append((function, weight))
        return function

    return register


def unquoted(name: str) -> str:
    """`public."order"` as a plan names it."""
    return name.replace('"', "")
