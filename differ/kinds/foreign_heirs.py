"""Foreign tables that inherit a column: PostgreSQL says no to USING for them, though they hold no values.

While the others change the column they are let go of, and theirs is given the type by itself.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence

from differ.kinds.foreign_options import options_clause
from differ.kinds.foreign_tables import ForeignTable
from differ.kinds.parents import Inheritance, heirs_of, names_of_parents, stand_in
from differ.model import Ref, Snapshot, Step
from differ.sql import ident, qualified


def past_foreign_heirs(
    step: Step, columns: Sequence[Ref], types: Iterable[str], live: Snapshot, gone: Container[Ref]
) -> Step:
    """The step, which gives the columns one of the types, with foreign heirs let go of for the time."""
    name = ident(columns[0].path[2])
    action = next(
        (said for type in types if f"{(said := f'ALTER COLUMN {name} TYPE {type}')} USING " in step.sql), None
    )
    if action is None:
        return step
    sql = step.sql
    for number, heir in enumerate(_foreign_heirs(columns, live, gone), 1):
        ties = [tie for tie in _ties(heir, live) if tie.ref not in gone]
        partition = ties[0].bound is not None
        sql = ";\n".join(_detached(ties[0], action, sql) if partition else _apart(heir, ties, action, sql, number))
    return step._replace(sql=sql)


def _foreign_heirs(columns: Iterable[Ref], live: Snapshot, gone: Container[Ref]) -> list[ForeignTable]:
    """The foreign tables that have one of the columns from a table, directly or through others."""
    queue = [column.path[:2] for column in columns]
    found: dict[tuple[str, ...], ForeignTable] = {}
    for table in queue:
        for heir in heirs_of(live).get(table, ()):
            item = live.objects.get(Ref("foreign table", heir))
            if Ref("inheritance", (*heir, *table)) in gone or heir in found:
                continue
            if isinstance(item, ForeignTable):
                found[heir] = item
            elif heir not in queue:
                queue.append(heir)
    return list(found.values())


def _ties(heir: ForeignTable, live: Snapshot) -> list[Inheritance]:
    names = names_of_parents(live, heir.ref.path)
    ties = [live.objects[Ref("inheritance", (*heir.ref.path, *names[i : i + 2]))] for i in range(0, len(names), 2)]
    return [tie for tie in ties if isinstance(tie, Inheritance)]


def _detached(tie: Inheritance, action: str, alter: str) -> list[str]:
    partition, parent = qualified(*tie.ref.path[:2]), qualified(*tie.ref.path[2:])
    return [
        f"ALTER TABLE {parent} DETACH PARTITION {partition}",
        alter,
        f"ALTER FOREIGN TABLE {partition} {action}",
        f"ALTER TABLE {parent} ATTACH PARTITION {partition} {tie.bound}",
    ]


def _apart(heir: ForeignTable, ties: Iterable[Inheritance], action: str, alter: str, number: int) -> list[str]:
    """Its columns stay inherited, for it has them from another foreign table meanwhile."""
    child, stand = qualified(*heir.ref.path), stand_in(heir.ref.path[0], number)
    parents = [qualified(*tie.ref.path[2:]) for tie in ties]
    return [
        f"CREATE FOREIGN TABLE {stand} () INHERITS ({child}) SERVER {ident(heir.server)}{options_clause(heir.options)}",
        f"ALTER FOREIGN TABLE {stand} NO INHERIT {child}",
        f"ALTER FOREIGN TABLE {child} INHERIT {stand}",
        *(f"ALTER FOREIGN TABLE {child} NO INHERIT {parent}" for parent in parents),
        alter,
        f"ALTER FOREIGN TABLE {stand} {action}",
        *(f"ALTER FOREIGN TABLE {child} INHERIT {parent}" for parent in parents),
        f"ALTER FOREIGN TABLE {child} NO INHERIT {stand}",
        f"DROP FOREIGN TABLE {stand}",
    ]
