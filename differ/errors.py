"""The tree of errors; each class carries the exit code that the command line ends with.

DifferError (70)
├── UsageError (64)            the options do not fit together
├── ConfigurationError (4)     no address, an unreadable setting, a bad differ.yaml
├── ConnectionFailed (5)       host, port, TLS, password, server too old
├── SchemaError (6)            schema/, seeds or expected_state.yaml cannot be read; names file:line
├── Refused (3)                nothing was changed, on purpose
│   ├── DestructiveRefused     rows would be lost and nobody allowed it
│   ├── DriftRefused           the live database is not the one that was planned for
│   ├── RehearsalRefused       the plan did not reach the desired state on the clone
│   └── LockRefused            another apply is running
├── ApplyFailed (7)            a statement failed on the live database
├── CheckUnevaluated (8)       an assertion could not be evaluated
├── ServerError (9)            the embedded PostgreSQL could not be found or started
└── DependencyCycle (70)       a bug in a kind: the steps need each other
"""

from __future__ import annotations

from typing import ClassVar


class DifferError(Exception):
    """What failed, where and why (`message`), and what to do about it (`remedy`)."""

    exit_code: ClassVar[int] = 70

    def __init__(self, message: str, *, remedy: str | None = None, where: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
        self.where = where

    def __str__(self) -> str:
        head = f"{self.where}: {self.message}" if self.where else self.message
        return f"{head}\n{self.remedy}" if self.remedy else head


class UsageError(DifferError):
    exit_code = 64


class ConfigurationError(DifferError):
    exit_code = 4


class ConnectionFailed(DifferError):
    exit_code = 5


class SchemaError(DifferError):
    """`where` is file:line or file:line:column."""

    exit_code = 6


class Refused(DifferError):
    exit_code = 3


class DestructiveRefused(Refused):
    pass


class DriftRefused(Refused):
    pass


class RehearsalRefused(Refused):
    pass


class LockRefused(Refused):
    pass


class ApplyFailed(DifferError):
    exit_code = 7


class CheckUnevaluated(DifferError):
    exit_code = 8


class ServerError(DifferError):
    exit_code = 9


class DependencyCycle(DifferError):
    exit_code = 70
