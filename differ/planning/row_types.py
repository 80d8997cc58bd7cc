"""Columns that hold rows of a table: PostgreSQL does not write the table anew while they do."""

from __future__ import annotations

from dataclasses import replace

from differ.kinds import kind_of
from differ.model import Ref
from differ.planning.work import Work, needed_by


def free_row_types(work: Work) -> list[Ref]:
    """Keep what columns hold of tables that are written anew as JSON meanwhile; the columns that this disturbs."""
    disturbed: list[Ref] = []
    for table, changed in _reformed(work).items():
        for user in _users(work, table):
            old, new = work.live.objects[user], work.desired.objects.get(user)
            if new is None or user in work.drops or user in work.parks:
                continue
            steps = kind_of(user).as_json(old, new, table)
            if steps is not None:
                keep, bring = steps
                work.parks[user] = [replace(keep, precedes=tuple(changed))]
                work.alters[user] = [replace(bring, needs=tuple(changed)), *work.alters.get(user, ())]
                work.attributes.setdefault(user, [])
                disturbed.append(user)
    return disturbed


def _users(work: Work, table: Ref) -> list[Ref]:
    """What uses the table's row type, for itself or in another type."""
    hosts: list[Ref] = [table]
    users: list[Ref] = []
    for host in hosts:
        for user in needed_by(work.live).get(host, ()):
            (hosts if kind_of(user).in_columns and user not in hosts else users).append(user)
    return users


def _reformed(work: Work) -> dict[Ref, list[Ref]]:
    """The tables that are written anew, and the changes that make them be."""
    found: dict[Ref, list[Ref]] = {}
    for ref in (*work.alters, *work.creates):
        new = work.desired.objects[ref]
        table = kind_of(ref).reforms(work.live.objects[ref] if ref in work.alters else None, new, work.desired)
        if table is not None and table in work.live.objects and table not in work.creates:
            found.setdefault(table, []).append(ref)
    return found
