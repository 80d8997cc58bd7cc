"""Which objects of two snapshots a plan is about: not the platform's, and only of the schemas that were asked for."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from differ.kinds import kind_of
from differ.model import Found, Needs, Object, Ref, Snapshot

if TYPE_CHECKING:
    from differ.platforms import Platform


def in_scope(
    live: Snapshot,
    desired: Snapshot,
    platform: Platform,
    *,
    schemas: Sequence[str] = (),
    exclude_schemas: Sequence[str] = (),
) -> tuple[Snapshot, Snapshot]:
    """Both snapshots without what is managed or not asked for; `schemas` are names or patterns with *."""
    if not platform.manages_objects and not schemas and not exclude_schemas and not live.scopes:
        return live, desired
    left_out = {
        ref
        for snapshot in (live, desired)
        for ref in snapshot.objects
        if platform.is_managed(ref, snapshot) or not _asked_for(ref, schemas, exclude_schemas)
    }
    if live.scopes:
        alone = roles_left_alone(live) | roles_left_alone(desired)
        for snapshot in (live, desired):
            left_out |= {
                ref for ref, item in snapshot.objects.items() if is_left_alone(item, snapshot, platform, alone)
            }
    return _without(live, left_out, platform), _without(desired, left_out, platform)


def roles_left_alone(snapshot: Snapshot) -> frozenset[str]:
    """The role that connects, the one that came with the server, and those that are only there to be named."""
    read = {ref.path[0] for ref in snapshot.found.of_kind("role")}
    return snapshot.left_alone | (frozenset(snapshot.server.roles) - read) | {snapshot.server.role}


def is_left_alone(item: Object, snapshot: Snapshot, platform: Platform, alone: frozenset[str]) -> bool:
    """Whether an object says something of roles that no plan changes, and of no others."""
    roles = kind_of(item.ref).about(item)
    return bool(roles) and all(
        name in alone or name.startswith("pg_") or platform.is_managed(Ref("role", (name,)), snapshot) for name in roles
    )


def _asked_for(ref: Ref, schemas: Sequence[str], exclude_schemas: Sequence[str]) -> bool:
    if not schemas and not exclude_schemas:
        return True
    if kind_of(ref).scope is not None:
        return True
    if ref.kind == "schema" or len(ref.path) > 1:
        schema = ref.path[1] if ref.kind == "default privileges" else ref.path[0]
        return is_asked_for(schema, schemas, exclude_schemas)
    return not schemas  # what lives in no schema is left out when single schemas are asked for


def is_asked_for(schema: str, schemas: Sequence[str], exclude_schemas: Sequence[str]) -> bool:
    """Whether a schema is one of those wanted, or all are, and none of those left out."""
    return (not schemas or _matches(schema, schemas)) and not _matches(schema, exclude_schemas)


def _matches(name: str, patterns: Iterable[str]) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in patterns)


def _without(snapshot: Snapshot, left_out: set[Ref], platform: Platform) -> Snapshot:
    described = tuple(line for line in snapshot.not_compared if not platform.is_managed_description(line, snapshot))
    if not left_out and described == snapshot.not_compared:
        return snapshot
    return dataclasses.replace(
        snapshot,
        found=Found({ref: item for ref, item in snapshot.objects.items() if ref not in left_out}, snapshot.births),
        not_compared=described,
        memo={},
        find_needs=lambda _: _needs_without(snapshot, left_out),
        find_reached=None,
    )


def _needs_without(snapshot: Snapshot, left_out: set[Ref]) -> Needs:
    return {
        ref: {other: deptype for other, deptype in needed.items() if other not in left_out}
        for ref, needed in snapshot.needs.items()
        if ref not in left_out
    }
