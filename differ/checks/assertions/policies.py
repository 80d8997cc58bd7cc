"""`row_security:`, `force_row_security:` and `policies:` of tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from differ.checks.forms import Expression, Flag, Names, OneOf, Value
from differ.checks.lookup import get, members
from differ.checks.named import NamedKind, Property, SingleKind
from differ.kinds.policies import Policy
from differ.kinds.tables import Table

if TYPE_CHECKING:
    from differ.checks.base import Owner, Path
    from differ.model import Snapshot


class RowSecurity(SingleKind, name="row_security", within=("tables",), order=8):
    description = "Whether row-level security is on."
    label = "row security"
    form = Flag()

    def found(self, owner: Owner, snapshot: Snapshot) -> Value:
        table = get(snapshot, "table", owner.path)
        return isinstance(table, Table) and table.row_security


class ForceRowSecurity(SingleKind, name="force_row_security", within=("tables",), order=9):
    description = "Whether row-level security holds for the table's owner too."
    label = "forced row security"
    form = Flag()
    usual = False

    def found(self, owner: Owner, snapshot: Snapshot) -> Value:
        table = get(snapshot, "table", owner.path)
        return isinstance(table, Table) and table.force_row_security


class Policies(NamedKind[Policy], name="policies", within=("tables",), order=10):
    description = "Row-level security policies by name."
    label = "policy"
    properties = (
        Property("permissive", Flag(), lambda policy, _: policy.permissive, True, always=True),
        Property(
            "command",
            OneOf("all", "select", "insert", "update", "delete"),
            lambda policy, _: policy.for_command.lower(),
        ),
        Property("roles", Names(ordered=False), lambda policy, _: tuple(name or "public" for name in policy.roles)),
        Property("using", Expression(), lambda policy, _: policy.using, None),
        Property("check", Expression(), lambda policy, _: policy.check, None),
    )

    def objects(self, owner: Path, snapshot: Snapshot) -> Mapping[str, Policy]:
        found: Mapping[str, Policy] = members(snapshot, "policy", owner)
        return found
