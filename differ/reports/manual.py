"""Where the manual is that findings link into."""

from __future__ import annotations

from functools import cache


def address(link: str) -> str:
    """The address of a page: below the one that the package names as its manual, else its path in the repository."""
    base = _documentation()
    return f"{base}/{link}" if base else link


@cache
def _documentation() -> str | None:
    from importlib.metadata import PackageNotFoundError, metadata

    try:
        urls = metadata("differ").get_all("Project-URL") or []
    except PackageNotFoundError:
        return None
    named = dict(url.partition(", ")[::2] for url in urls)
    return named.get("Documentation", "").rstrip("/") or None
