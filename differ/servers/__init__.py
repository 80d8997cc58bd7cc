"""PostgreSQL that differ starts itself: finding one, scratch servers that vanish, and the local database that stays."""

from differ.servers.binaries import Installation, find_installation, find_installations
from differ.servers.local import LocalServer, LocalStatus
from differ.servers.scratch import ScratchServer
from differ.servers.templates import Prepare
from differ.servers.trees import StandIn, stand_in, with_stand_ins

__all__ = [
    "Installation",
    "LocalServer",
    "LocalStatus",
    "Prepare",
    "ScratchServer",
    "StandIn",
    "find_installation",
    "find_installations",
    "stand_in",
    "with_stand_ins",
]
