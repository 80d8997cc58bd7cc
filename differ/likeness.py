"""What a scratch server needs beside a schema's objects to be like the live one."""

from __future__ import annotations

from differ.model import Snapshot
from differ.sql import ident, idents, literal, qualified


def extensions(live: Snapshot | None) -> dict[str, str]:
    """The versions of the live database's extensions, by name."""
    if live is None:
        return {}
    found = {ref.path[0]: getattr(item, "version", "") for ref, item in live.found.of_kind("extension").items()}
    return {name: version or "1.0" for name, version in found.items()}


def imitations(live: Snapshot, role: str) -> list[str]:
    """What a live database can be like and no DDL makes, as statements for a superuser."""
    statements = []
    invalid = [ref for ref, item in live.objects.items() if ref.kind == "index" and not item.values()["valid"]]
    if invalid:
        names = ", ".join(f"{literal(qualified(*ref.path))}::regclass" for ref in invalid)
        statements.append(f"update pg_catalog.pg_index set indisvalid = false where indexrelid in ({names})")
    extensions = [ref.path[0] for ref in live.objects if ref.kind == "extension"]
    if extensions:
        # The catalog read does not say who owns an extension; only its owner may drop it.
        names = ", ".join(literal(name) for name in extensions)
        owner = f"{literal(ident(role))}::regrole"
        statements.append(f"update pg_catalog.pg_extension set extowner = {owner} where extname in ({names})")
    return statements


def administration(live: Snapshot, role: str) -> list[str]:
    """What lets the role that applies change other roles, on a server where that is no superuser's privilege alone."""
    if live.server.superuser or live.server.major < 16:
        return []
    granted = {ref.path[1] for ref in live.objects if ref.kind == "role membership" and (role,) == ref.path[::2]}
    names = [ref.path[0] for ref in live.objects if ref.kind == "role" and ref.path[0] not in granted]
    options = "ADMIN OPTION, INHERIT FALSE, SET FALSE"
    return [f"GRANT {idents(names)} TO {ident(role)} WITH {options}"] if names else []
