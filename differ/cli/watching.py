"""`differ check --watch`: the rounds of a check, until somebody interrupts."""

from __future__ import annotations

import gc
import time
from datetime import datetime
from typing import TYPE_CHECKING

import psycopg

from differ.errors import CheckUnevaluated, DifferError
from differ.redaction import redact

if TYPE_CHECKING:
    from collections.abc import Callable

    from differ.reports.forms import Checked


class Clock:
    """The time, and waiting for it."""

    def now(self) -> str:
        """Day and time where the command runs."""
        return f"{datetime.now().astimezone():%Y-%m-%d %H:%M:%S}"

    def seconds(self) -> float:
        """Seconds that only go forward."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)


def watch(
    check: Callable[[], Checked],
    show: Callable[[Checked, Checked | None], None],
    say: Callable[[str], None],
    seconds: float,
    clock: Clock,
) -> int:
    """Check again every so many seconds until somebody interrupts; the last round's exit code.

    `show` is given each result and the one before. What fails in the first round is raised; later it is said, and
    tried again in the next one.
    """
    gc.enable()  # commands that end soon do without
    begin = clock.seconds()
    last = check()
    code = last.report.exit_code
    try:
        show(last, None)
        while True:
            clock.sleep(max(0.0, begin + seconds - clock.seconds()))
            begin = clock.seconds()
            try:
                checked = check()
                show(checked, last)
            except (DifferError, psycopg.Error) as error:
                code = error.exit_code if isinstance(error, DifferError) else CheckUnevaluated.exit_code
                say(f"{_told(error)}; trying again in {seconds:g} s")
                continue
            last, code = checked, checked.report.exit_code
    except KeyboardInterrupt:
        return code


def _told(error: Exception) -> str:
    message = f"{error.where}: {error.message}" if isinstance(error, DifferError) and error.where else None
    message = message or (error.message if isinstance(error, DifferError) else str(error))
    return redact(" ".join(message.split()).rstrip("."))
