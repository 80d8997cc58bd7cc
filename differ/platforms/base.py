"""What a platform is to the rest of the house, and plain PostgreSQL, which brings nothing."""

from __future__ import annotations

import hashlib
from abc import ABC, abstractmethod
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, ClassVar

from differ.sql import ident

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    import psycopg

    from differ.model import Ref, Snapshot

BASELINE_DATABASE = "differ_baseline"


def packaged_sql(folder: str, name: str) -> str:
    """The text of an SQL file that comes with the package."""
    return (resources.files("differ.platforms") / folder / name).read_text(encoding="utf-8")


@cache
def _stand_ins() -> Mapping[str, str]:
    folder = resources.files("differ.platforms") / "stand_ins"
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".sql")), key=lambda file: file.name)
    return {file.name.removesuffix(".sql"): file.read_text(encoding="utf-8") for file in files}


class Platform(ABC):
    """Where a database runs: what a fresh one holds, and what of it is not the user's.

    `superuser` is the role that initdb makes in a scratch or local cluster; `role` loads schema.sql and applies.
    """

    name: ClassVar[str]
    superuser: ClassVar[str]
    role: ClassVar[str]
    manages_objects: ClassVar[bool] = True  # False where `is_managed` never says yes

    @property
    def baseline_key(self) -> str:
        """A hash that changes whenever the baseline does."""
        texts = [self.name, self.cluster_sql(), *self.database_sql()]
        return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:16]

    @abstractmethod
    def cluster_sql(self) -> str:
        """What a fresh cluster gets once: roles and their settings."""

    @abstractmethod
    def database_sql(self) -> tuple[str, ...]:
        """Scripts that make an empty database the baseline, in order."""

    def prepare(self, connection: psycopg.Connection[Any]) -> None:
        """Bring a freshly initialised cluster to the platform's state.

        Takes the superuser's autocommit connection to database `postgres`, and leaves the template database
        `differ_baseline` behind, to be cloned with `CREATE DATABASE ... TEMPLATE differ_baseline`.
        """
        import psycopg

        if roles := self.cluster_sql():
            connection.execute(roles.encode())
        connection.execute(
            f"create database {ident(BASELINE_DATABASE)} owner {ident(self.role)} "
            "template template0 is_template true strategy file_copy".encode()
        )
        scripts = self.database_sql()
        if not scripts:
            return
        address = psycopg.conninfo.make_conninfo(
            connection.info.dsn, dbname=BASELINE_DATABASE, password=connection.info.password or None
        )
        with psycopg.connect(address, autocommit=True) as baseline:
            for script in scripts:
                baseline.execute(script.encode())

    @abstractmethod
    def recognises(self, roles: Collection[str], schemas: Collection[str]) -> bool:
        """Whether a database with these roles and schemas runs on the platform."""

    @abstractmethod
    def is_managed(self, ref: Ref, snapshot: Snapshot) -> bool:
        """Whether the object is the platform's, never to be planned.

        `snapshot` is one that holds the object, read whole: leave nothing out before asking.
        """

    def is_managed_description(self, description: str, snapshot: Snapshot) -> bool:
        """Whether an object that no kind models is the platform's; takes a line of `Snapshot.not_compared`."""
        return False

    def adopt(self, live: Snapshot, major: int) -> list[str]:
        """What a scratch database takes over from the live one before schema.sql loads.

        Statements for a superuser; `major` is the scratch server's version. The roles of the live database must exist.
        """
        return []

    def environment_extensions(self) -> Mapping[str, str]:
        """Scripts of stand-ins, by name, for extensions that a server may lack: names and types, not behaviour."""
        return _stand_ins()


class Plain(Platform):
    """PostgreSQL as it comes: everything in the database is the user's."""

    name = "plain"
    superuser = "postgres"
    role = "postgres"
    manages_objects = False

    def cluster_sql(self) -> str:
        return ""

    def database_sql(self) -> tuple[str, ...]:
        return ()

    def recognises(self, roles: Collection[str], schemas: Collection[str]) -> bool:
        return True

    def is_managed(self, ref: Ref, snapshot: Snapshot) -> bool:
        return False
