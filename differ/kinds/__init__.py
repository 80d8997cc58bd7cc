"""The kinds of objects, one module each; `discover()` loads them all."""

from differ.kinds.base import Kind, discover, kind_of

__all__ = ["Kind", "discover", "kind_of"]
