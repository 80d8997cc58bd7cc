"""The kinds of objects, one module each; `discover()` loads them all."""

from differ.kinds.base import PATH, Kind, discover, kind_of

__all__ = ["PATH", "Kind", "discover", "kind_of"]
