"""What a Supabase key says about itself; nothing here verifies a signature or shows a value."""

from __future__ import annotations

import base64
import binascii
import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

KeyKind = Literal["jwt", "publishable", "secret", "placeholder", "malformed"]

_PLACEHOLDER = re.compile(
    r"[\[<{(]?\s*(?:your|my|the|paste|insert)\b.*|<.*>|\[.*\]|\$\{.*\}|\{\{.*\}\}|x{3,}|\*{3,}|\.{3,}|change[-_ ]?me.*|"
    r"todo|(?:eyJ|sb_)[\w-]*\.{3}.*",
    re.IGNORECASE,
)
_NEW_STYLE = re.compile(r"sb_(?P<kind>publishable|secret)_[A-Za-z0-9_-]{16,}\Z")


@dataclass(frozen=True, slots=True)
class Key:
    """`role`, `ref`, `issuer` and `expires` are a JWT's claims; `fault` says what is wrong with a malformed key."""

    kind: KeyKind
    role: str | None = None
    ref: str | None = None
    issuer: str | None = None
    expires: datetime | None = None
    fault: str = ""

    @property
    def is_secret(self) -> bool:
        """Whether it bypasses row-level security."""
        return self.kind == "secret" or self.role == "service_role"

    @property
    def is_public(self) -> bool:
        """Whether it is meant for browsers."""
        return self.kind == "publishable" or self.role == "anon"


def is_placeholder(value: str) -> bool:
    """Whether a value is what a template leaves to be filled in."""
    return _PLACEHOLDER.fullmatch(value) is not None


def read_key(value: str) -> Key:
    """What kind of key this is, and its claims where it is a JWT."""
    if is_placeholder(value):
        return Key("placeholder")
    if value.startswith("sb_"):
        match = _NEW_STYLE.match(value)
        if match is None:
            return _malformed("it begins with sb_, but is no complete sb_publishable_… or sb_secret_… key")
        return Key("publishable" if match["kind"] == "publishable" else "secret")
    if re.search(r"\s|['\"]", value):
        return _malformed("it holds a space, a line break or a quote")
    parts = value.split(".")
    if not value.startswith("eyJ"):
        return _malformed("it is neither a JWT (eyJ…) nor a key that begins with sb_")
    if len(parts) != 3 or not all(parts):
        return _malformed(f"a JWT has three parts between dots, and this has {len([p for p in parts if p])}: cut off?")
    header, claims = _decoded(parts[0]), _decoded(parts[1])
    if header is None or claims is None:
        return _malformed("a part of the JWT cannot be decoded: cut off or changed?")
    return _from_claims(claims)


def _from_claims(claims: dict[str, Any]) -> Key:
    expires = None
    if isinstance(claims.get("exp"), int | float):
        try:
            expires = datetime.fromtimestamp(claims["exp"], UTC)
        except (OverflowError, ValueError, OSError):
            return _malformed("its expiry is no date")
    return Key("jwt", _text(claims.get("role")), _text(claims.get("ref")), _text(claims.get("iss")), expires)


def _text(claim: object) -> str | None:
    """A claim that may be shown: of a few plain characters."""
    if isinstance(claim, str) and re.fullmatch(r"[\w.:/-]{1,80}", claim):
        return claim
    return None


def _malformed(fault: str) -> Key:
    return Key("malformed", fault=fault)


def _decoded(part: str) -> dict[str, Any] | None:
    try:
        decoded = json.loads(base64.b64decode(part + "=" * (-len(part) % 4), altchars=b"-_", validate=True))
    except (binascii.Error, ValueError):
        return None
    return decoded if isinstance(decoded, dict) else None
