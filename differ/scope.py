"""Which objects of two snapshots a plan is about: not the platform's, and only of the schemas that were asked for."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from differ.model import Found, Needs, Ref, Snapshot

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
    if not platform.manages_objects and not schemas and not exclude_schemas:
        return live, desired
    left_out = {
        ref
        for snapshot in (live, desired)
        for ref in snapshot.objects
        if platform.is_managed(ref, snapshot) or not _asked_for(ref, schemas, exclude_schemas)
    }
    return _without(live, left_out, platform), _without(desired, left_out, platform)


def _asked_for(ref: Ref, schemas: Sequence[str], exclude_schemas: Sequence[str]) -> bool:
    if not schemas and not exclude_schemas:
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
    )


def _needs_without(snapshot: Snapshot, left_out: set[Ref]) -> Needs:
    return {
        ref: {other: deptype for other, deptype in needed.items() if other not in left_out}
        for ref, needed in snapshot.needs.items()
        if ref not in left_out
    }
