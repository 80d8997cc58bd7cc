"""One definition in the words of two servers: PostgreSQL 15 prints queries otherwise than later versions do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from differ.acl import default_acl, known_to
from differ.compare import compare
from differ.kinds import kind_of
from differ.model import Found, Object, Ref, Snapshot

Words = Mapping[Ref, tuple[Object, Object]]  # an object as the first server prints it, and as the second does

_PRINTED = frozenset({"definition", "expression", "using", "check"})  # fields with an expression or a query


def words_of(first: Snapshot, second: Snapshot) -> Words:
    """What two servers print in different words of the same objects, which the one made from the other's words."""
    return {
        change.ref: (change.live, change.desired)
        for change in compare(first, second)
        if change.live is not None and change.desired is not None and _differ_in_words(change.live, change.desired)
    }


def reworded(snapshot: Snapshot, words: Words) -> Snapshot:
    """A snapshot of the first server in the words of the second, as far as they are known."""
    if not words:
        return snapshot
    objects = {ref: _in_words(item, words) for ref, item in snapshot.objects.items()}
    return replace(snapshot, found=Found(objects, snapshot.births))


def as_known_to(snapshot: Snapshot, major: int) -> Snapshot:
    """A snapshot without what servers of an older major version do not know."""
    objects = {ref: _known(item, major) for ref, item in snapshot.objects.items()}
    return replace(snapshot, found=Found(objects, snapshot.births))


def _known(item: Object, major: int) -> Object:
    kind = kind_of(item.ref)
    item = kind.known_to(item, major)
    if item.acl is None:
        return item
    acl = known_to(item.acl, major)
    return replace(item, acl=None if acl == default_acl(kind.acl_type, item.owner or "", major) else acl)


def _in_words(item: Object, words: Words) -> Object:
    first, second = words.get(item.ref, (None, item))
    if first is None or _differ_in_words(item, first):
        return item
    return replace(item, **{name: getattr(second, name) for name in _printed(item)})


def _differ_in_words(first: Object, second: Object) -> bool:
    return any(getattr(first, name) != getattr(second, name) for name in _printed(first))


def _printed(item: Object) -> list[str]:
    return [name for name in item.values() if name in _PRINTED]
