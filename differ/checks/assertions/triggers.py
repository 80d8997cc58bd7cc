"""`triggers:` of tables and views, by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from differ.checks.definitions import TriggerParts, trigger_parts
from differ.checks.forms import Expression, Names, OneOf, QualifiedName
from differ.checks.lookup import members
from differ.checks.named import NamedKind, Property
from differ.kinds.triggers import Trigger

if TYPE_CHECKING:
    from differ.checks.base import Path
    from differ.model import Snapshot

_ENABLED = {"O": "yes", "D": "no", "R": "replica", "A": "always"}


def _parts(trigger: Trigger) -> TriggerParts:
    return trigger_parts(trigger.definition)


class Triggers(NamedKind[Trigger], name="triggers", within=("tables", "views"), order=7):
    description = "Triggers by name."
    label = "trigger"
    properties = (
        Property("timing", OneOf("before", "after", "instead of"), lambda item, _: _parts(item).timing),
        Property(
            "events",
            Names("insert", "update", "delete", "truncate", ordered=False),
            lambda item, _: _parts(item).events,
        ),
        Property("of", Names(ordered=False), lambda item, _: _parts(item).columns, ()),
        Property("level", OneOf("row", "statement"), lambda item, _: _parts(item).level),
        Property("when", Expression(), lambda item, _: _parts(item).when, None, always=True),
        Property("function", QualifiedName(), lambda item, _: _parts(item).function),
        Property("arguments", Names(), lambda item, _: _parts(item).arguments, ()),
        Property("enabled", OneOf(*_ENABLED.values()), lambda item, _: _ENABLED[item.enabled], "yes", always=True),
    )

    def objects(self, owner: Path, snapshot: Snapshot) -> Mapping[str, Trigger]:
        found: Mapping[str, Trigger] = members(snapshot, "trigger", owner)
        return found
