"""Declarative schemas for PostgreSQL and Supabase: plan, apply and check a database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from differ.api import apply, diff, plan
    from differ.errors import DifferError
    from differ.planning.plan import Plan

__all__ = ["DifferError", "Plan", "apply", "diff", "plan"]

_HOMES = {
    "DifferError": "differ.errors",
    "Plan": "differ.planning.plan",
    "apply": "differ.api",
    "diff": "differ.api",
    "plan": "differ.api",
}


def __getattr__(name: str) -> Any:
    # Imported on first use: `differ --help` must not wait for a PostgreSQL driver.
    if name not in _HOMES:
        raise AttributeError(f"module 'differ' has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(_HOMES[name]), name)
