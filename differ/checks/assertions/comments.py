"""`comment:` of everything that has one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from differ.checks.forms import OptionalText, Value
from differ.checks.named import SingleKind

if TYPE_CHECKING:
    from differ.checks.base import Owner
    from differ.model import Snapshot

_HOLDERS = ("tables", "views", "schemas", "functions", "enums", "columns", "policies", "triggers")


class Comment(SingleKind, name="comment", within=_HOLDERS, order=20):
    description = "The comment, or null for none."
    label = "comment"
    form = OptionalText()

    def found(self, owner: Owner, snapshot: Snapshot) -> Value:
        item = owner.kind.find(owner.path, snapshot)
        return None if item is None else item.comment
