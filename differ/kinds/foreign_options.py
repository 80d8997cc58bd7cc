"""OPTIONS (...) of wrappers, servers, user mappings, foreign tables and their columns: "name=value" each."""

from __future__ import annotations

from collections.abc import Sequence

from differ.sql import ident, literal


def options_clause(options: Sequence[str] | None) -> str:
    """` OPTIONS (name 'value')` as CREATE takes it, or nothing."""
    pairs = [option.partition("=") for option in options or ()]
    return f" OPTIONS ({', '.join(_said(name, value) for name, _, value in pairs)})" if pairs else ""


def options_change(old: Sequence[str] | None, new: Sequence[str] | None) -> str:
    """` OPTIONS (ADD ..., SET ..., DROP ...)` as ALTER takes it, or nothing."""
    if old == new:
        return ""
    before = {name: value for name, _, value in (option.partition("=") for option in old or ())}
    after = {name: value for name, _, value in (option.partition("=") for option in new or ())}
    changes = [f"DROP {ident(name)}" for name in before if name not in after]
    changes += [f"SET {_said(n, v)}" for n, v in after.items() if n in before and before[n] != v]
    changes += [f"ADD {_said(n, v)}" for n, v in after.items() if n not in before]
    return f" OPTIONS ({', '.join(changes)})" if changes else ""


def _said(name: str, value: str) -> str:
    return f"{ident(name)} {literal(value).lstrip()}"
