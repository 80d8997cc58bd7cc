"""One place through which every text passes that may hold a secret."""

from __future__ import annotations

import re
from urllib.parse import quote

_known: set[str] = set()

# Hiding these would blank out ordinary text ("postgres" is also a role and a database) and protect nobody.
_COMMON = re.compile(
    r"(?:postgres(?:ql)?|passw(?:or)?d|public|supabase|admin|root|users?|test|local(?:host)?|secret|differ|default"
    r"|schema|table|database|null|true|false)\Z",
    re.IGNORECASE,
)

_URL_PASSWORD = re.compile(r"(?P<head>\b[a-z][a-z0-9+.-]*://[^\s:/@]*:)(?P<secret>[^\s]*)(?=@)", re.IGNORECASE)
_KEY_PASSWORD = re.compile(
    r"(?P<head>(?:^|[?&;\s\"'])(?:pgpassword|\w*db_password|password|sslpassword)\s*=\s*)"
    r"(?P<secret>'(?:[^'\\]|\\.)*'?|\"[^\"]*\"?|[^\s&'\"]+)",
    re.IGNORECASE,
)
_SQL_PASSWORD = re.compile(r"(?P<head>\bpassword\s+[eE]?)(?P<secret>'(?:[^'\\]|\\.|'')*'?)", re.IGNORECASE)
_TOKEN = re.compile(r"\beyJ[\w-]+\.[\w-]+\.[\w-]*|\bsb(?:p|_secret|_publishable)_[\w-]{8,}")


def remember(secret: str | None) -> None:
    """Never show this value again, nor its percent-encoded and key=value forms.

    Values shorter than four characters and a few common words are let through, for they would hide ordinary text.
    """
    if not secret or len(secret) < 4 or _COMMON.match(secret):
        return
    _known.add(secret)
    _known.add(quote(secret, safe=""))
    _known.add(quote(secret))
    _known.add(secret.replace("\\", "\\\\").replace("'", "\\'"))


def redact(text: str) -> str:
    """The text with remembered secrets, passwords in URLs and key strings, and tokens replaced by ***."""
    for secret in sorted(_known, key=len, reverse=True):
        text = text.replace(secret, "***")
    for pattern in (_URL_PASSWORD, _KEY_PASSWORD, _SQL_PASSWORD):
        text = pattern.sub(r"\g<head>***", text)
    return _TOKEN.sub("***", text)
