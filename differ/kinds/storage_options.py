"""Storage parameters and other options that are lists of "name=value" and changed by SET and RESET."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from differ.sql import ident, literal


def options_list(options: Iterable[str]) -> str:
    """("fillfactor=70", "toast.autovacuum_enabled=false") → fillfactor='70', toast.autovacuum_enabled='false'."""
    split = [option.partition("=") for option in options]
    return ", ".join(f"{_quoted(name)}={literal(value).lstrip()}" for name, _, value in split)


def options_change(old: Sequence[str] | None, new: Sequence[str] | None) -> list[str]:
    """What follows ALTER ...: RESET (...) and SET (...), as far as needed; the order is kept as PostgreSQL keeps it.

    SET takes an option that is there already to the end of the list.
    """
    if old == new:
        return []
    before, after = list(old or ()), list(new or ())
    names = {_name(option) for option in after}
    gone = [_name(option) for option in before if _name(option) not in names]
    kept = [option for option in before if _name(option) in names]
    first = len(after)
    while [option for option in kept if _name(option) not in map(_name, after[first:])] != after[:first]:
        first -= 1
    changes = [f"RESET ({', '.join(map(_quoted, gone))})"] if gone else []
    return changes + ([f"SET ({options_list(after[first:])})"] if after[first:] else [])


def _name(option: str) -> str:
    return option.partition("=")[0]


def _quoted(name: str) -> str:
    return ".".join(map(ident, name.split(".", 1)))
