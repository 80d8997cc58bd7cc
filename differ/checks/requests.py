"""Sending one HTTP request and reading what came back."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.client import HTTPException
from typing import IO, Any
from urllib import error as url_error
from urllib import request as url_request

_LARGEST = 10_000_000
_PASSING = (429, 502, 503, 504)  # answers that another attempt may change


@dataclass(frozen=True, slots=True)
class Request:
    """What is sent; headers may hold keys and stay out of the repr."""

    method: str
    address: str
    headers: Mapping[str, str] = field(repr=False)
    body: bytes | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class Answer:
    """The status and the body, of which no more than 10 MB are read."""

    status: int
    body: bytes


class _NoRedirects(url_request.HTTPRedirectHandler):
    """A redirect is an answer like others: following it would hand the keys to whatever address it names."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


def send(request: Request, *, seconds: float, retries: int = 0, pause: float = 0.5) -> Answer:
    """Send it, and again where nothing answers or the answer is 429, 502, 503 or 504; the pause doubles each time.

    Each attempt may take `seconds`. Raises OSError or ValueError where the last attempt brought no answer.
    """
    for left in range(retries, -1, -1):
        try:
            answer = _send_once(request, seconds)
        except (OSError, ValueError):
            if not left:
                raise
        else:
            if answer.status not in _PASSING or not left:
                return answer
        time.sleep(pause)
        pause *= 2
    raise AssertionError


def _send_once(request: Request, seconds: float) -> Answer:
    outgoing = url_request.Request(request.address, data=request.body, method=request.method)
    for name, value in request.headers.items():
        # Headers added in this way are not handed on by urllib to another address.
        outgoing.add_unredirected_header(name, value)
    opener = url_request.build_opener(_NoRedirects)
    try:
        with opener.open(outgoing, timeout=seconds) as answer:
            return Answer(answer.status, _read(answer))
    except url_error.HTTPError as error:
        with error:
            return Answer(error.code, _read(error))
    except HTTPException as error:
        raise OSError(f"not an HTTP answer: {type(error).__name__}") from None


def _read(answer: IO[bytes]) -> bytes:
    return answer.read(_LARGEST)
