"""What an error of the live database means, and what to do about it, by SQLSTATE."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from differ.redaction import redact
from differ.sql import ident, idents, qualified

if TYPE_CHECKING:
    from collections.abc import Callable

    import psycopg

_FOREIGN_KEY = re.compile(
    r"FOREIGN KEY \((?P<columns>[^()]+)\) REFERENCES (?P<parent>[^\s(]+) ?\((?P<keys>[^()]+)\)", re.IGNORECASE
)
_CHECK = re.compile(r"\bCHECK \((?P<expression>.+)\)(?: NO INHERIT)?(?: NOT VALID)?;?\s*\Z", re.IGNORECASE | re.DOTALL)
_NAME = r'(?:"(?:[^"]|"")+"|[\w$]+)'
_RETYPED = re.compile(
    rf"ALTER TABLE (?:ONLY )?(?P<table>{_NAME}(?:\.{_NAME})?) ALTER (?:COLUMN )?(?P<column>{_NAME}) TYPE (?!.* TYPE )",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Failure:
    """The fields of a server's error that the diagnoses read; absent ones are empty."""

    sqlstate: str
    message: str
    detail: str
    hint: str
    schema: str
    table: str
    column: str
    domain: str
    constraint: str
    position: int
    statement: str

    @property
    def relation(self) -> str:
        """The table as SQL, or "the table" where the server named none."""
        if not self.table:
            return "the table"
        return qualified(self.schema, self.table) if self.schema else ident(self.table)


def diagnose(error: psycopg.Error, *, doing: str, statement: str = "") -> tuple[str, str | None]:
    """The message and the remedy for a statement's failure.

    `doing` names the step ("create table public.users"); `statement` is its SQL, which lets the remedy be more exact.
    """
    failure = _failure(error, statement)
    explain = _BY_SQLSTATE.get(failure.sqlstate) or _BY_CLASS.get(failure.sqlstate[:2])
    cause = failure.message or _plain_text(error)
    message = f"{doing}: {cause}"
    if failure.detail:
        message += f" ({failure.detail.rstrip('.')})"
    remedy = explain(failure) if explain else None
    if remedy is None:
        remedy = failure.hint or None
    return redact(message), redact(remedy) if remedy else None


def _failure(error: psycopg.Error, statement: str) -> Failure:
    diag = error.diag
    position = diag.statement_position or ""
    return Failure(
        sqlstate=error.sqlstate or "",
        message=diag.message_primary or "",
        detail=diag.message_detail or "",
        hint=diag.message_hint or "",
        schema=diag.schema_name or "",
        table=diag.table_name or "",
        column=diag.column_name or "",
        domain=qualified(*filter(None, (diag.schema_name, diag.datatype_name))) if diag.datatype_name else "",
        constraint=diag.constraint_name or "",
        position=int(position) if position.isdigit() else 0,
        statement=statement,
    )


def _plain_text(error: psycopg.Error) -> str:
    return re.sub(r"\s*\n\s*", "; ", str(error).strip()) or type(error).__name__


def _already_exists(_: Failure) -> str:
    return (
        "It was created after the plan was made, or stands where the plan does not look (an excluded schema, an "
        "extension, the platform). Plan again; nothing needs to be dropped by hand."
    )


def _missing(failure: Failure) -> str | None:
    remedies = {
        "42P01": "The table or view is not there (any more): plan again. In schema/, check its name and its schema.",
        "42703": "The column is not there (any more): plan again. In schema/, check its spelling.",
        "42883": "No such function with these argument types: check its name, its schema, and whether an extension "
        "(on Supabase in the schema extensions) must be created first.",
        "42704": "The type, role or other object is not there: check its spelling, and create what it comes from "
        "(an extension, a role) first.",
        "3F000": "The schema is not there: CREATE SCHEMA it in schema/.",
    }
    return remedies.get(failure.sqlstate)


def _permission(failure: Failure) -> str:
    text = failure.message
    if "row-level security" in text:
        table = re.search(r'for table "([^"]+)"', text)
        return (
            f"No policy lets this role write this row{f' of {table[1]}' if table else ''}: add one FOR INSERT, UPDATE "
            "or ALL whose WITH CHECK holds for it, or use a role that bypasses row-level security."
        )
    owned = re.search(r"must be owner of (\w[\w ]*?) \"?([^\"]+)\"?$", text)
    if owned:
        return (
            f"Connect as the role that owns the {owned[1]} {owned[2]} or as a member of it, or have its owner give it "
            "away: ALTER … OWNER TO …; on Supabase, what supabase_admin owns cannot be changed."
        )
    denied = re.search(r"permission denied for (\w[\w ]*?) \"?([^\"]+)\"?$", text)
    if denied:
        kind, name = denied[1], denied[2]
        privilege = {"schema": "USAGE, CREATE", "database": "CREATE", "language": "USAGE"}.get(kind, "")
        grant = f"GRANT {privilege or '…'} ON {kind.upper()} {name} TO …"
        return (
            f"This role lacks {privilege or 'the privilege'} on the {kind} {name}: its owner can {grant}; or connect "
            "as the owner (on Supabase: postgres)."
        )
    if "extension" in text:
        return "Only a superuser may create it: have an administrator create it (on Supabase: Database → Extensions)."
    if "role" in text:
        return "This role lacks CREATEROLE, or ADMIN on the role: connect as one that has it (on Supabase: postgres)."
    return "Connect as the owner of the objects or a role that has the privilege (on Supabase: postgres)."


def _syntax(failure: Failure) -> str:
    if not failure.position or not failure.statement:
        return "Correct the SQL in schema/ where the message points."
    number = failure.statement.count("\n", 0, failure.position - 1)
    line = [*failure.statement.split("\n"), ""][number].strip()
    return f"Correct it in schema/. Line {number + 1} of the statement: {line}"


def _lock(_: Failure) -> str:
    return (
        "Another session holds the lock: SELECT pid, pg_blocking_pids(pid), state, query FROM pg_stat_activity shows "
        "whom to wait for. Apply again when it is done, or allow a longer lock_timeout."
    )


def _cancelled(failure: Failure) -> str:
    if "statement timeout" in failure.message:
        return "The step takes longer than statement_timeout allows: raise it (0 is none) in differ.yaml."
    return "It was cancelled, by Ctrl-C or by an administrator. Apply again."


def _deadlock(_: Failure) -> str:
    return "Another session took the same locks in another order. Nothing is wrong with the plan: apply again."


def _null(failure: Failure) -> str:
    column = ident(failure.column) if failure.column else "the column"
    if failure.domain:
        retyped = _RETYPED.match(failure.statement)
        found = f": SELECT * FROM {retyped['table']} WHERE {retyped['column']} IS NULL; Give" if retyped else "; give"
        return (
            f"The domain {failure.domain} allows no NULL{found} the columns of that type a value in every row, with "
            "an UPDATE before or, where they are new, with a default; then plan again."
        )
    if failure.detail:
        return f"Give {column} a value in the row, or a default in schema/."
    return (
        f"Rows without a value stand in the way: SELECT * FROM {failure.relation} WHERE {column} IS NULL; "
        f"Give them one with UPDATE {failure.relation} SET {column} = … WHERE {column} IS NULL; then plan again."
    )


def _duplicate(failure: Failure) -> str:
    # The server has quoted these column names and expressions already.
    key = re.search(r"\((.*?)\)=\(", failure.detail, re.DOTALL)
    if key is None:
        return f"Rows of {failure.relation} share a value that must be unique: merge or correct them, then plan again."
    return (
        f"Rows share a value that must be unique: SELECT {key[1]}, count(*) FROM {failure.relation} GROUP BY {key[1]} "
        "HAVING count(*) > 1; Merge or correct them, then plan again."
    )


def _orphan(failure: Failure) -> str:
    if "still referenced" in failure.detail:
        return f"Rows of {failure.relation} refer to it: remove or redirect them first."
    keys = _FOREIGN_KEY.search(failure.statement)
    if keys:
        pairs = zip(_split(keys["columns"]), _split(keys["keys"]), strict=False)
        joined = " AND ".join(f"parent.{key} = child.{column}" for column, key in pairs)
        present = " AND ".join(f"child.{column} IS NOT NULL" for column in _split(keys["columns"]))
        orphans = (
            f"SELECT child.* FROM {failure.relation} AS child WHERE {present} "
            f"AND NOT EXISTS (SELECT FROM {keys['parent']} AS parent WHERE {joined})"
        )
        return f"Rows refer to rows that are not there: {orphans}; Correct or remove them, then plan again."
    columns = re.search(r"\((.*?)\)=\(", failure.detail)
    named = idents(columns[1].split(", ")) if columns else "its columns"
    return (
        f"Rows of {failure.relation} refer by {named} to rows that are not there: "
        "correct or remove them, then plan again."
    )


def _split(columns: str) -> list[str]:
    return [column.strip() for column in columns.split(",")]


def _check(failure: Failure) -> str:
    expression = _CHECK.search(failure.statement)
    if not failure.constraint and "partition" in failure.message:
        return _out_of_bounds(failure)
    if failure.domain:
        retyped = _RETYPED.match(failure.statement)
        rows = f"Values of {retyped['column']} in {retyped['table']}" if retyped else "Values"
        return (
            f"{rows} break the check {ident(failure.constraint)} of the domain {failure.domain}: correct them, or the "
            "check in schema/, then plan again."
        )
    if failure.column:  # of a domain that gets the check
        check = f" ({expression['expression']}), where VALUE is the column" if expression else ""
        return (
            f"Values of {ident(failure.column)} in {failure.relation} break the check{check}: correct them, or the "
            "check in schema/, then plan again."
        )
    if failure.detail:
        return f"Correct the row, or the check {failure.constraint} in schema/."
    if expression:
        return (
            f"Rows break the check: SELECT * FROM {failure.relation} WHERE NOT ({expression['expression']}); "
            "Correct them, or the check in schema/, then plan again."
        )
    return (
        f"Rows of {failure.relation} break the check {failure.constraint}: correct them, or the check in schema/, "
        "then plan again."
    )


def _out_of_bounds(failure: Failure) -> str:
    if "no partition" in failure.message:
        return f"Add a partition of {failure.relation} that takes the row to schema/, or correct the row."
    if "default partition" in failure.message:
        return (
            f"Rows of the default partition {failure.relation} belong to the new one: move them out of it before, or "
            "change the bounds in schema/, then plan again."
        )
    if failure.detail:
        return f"Correct the row, or the bounds of the partition {failure.relation} in schema/."
    return (
        f"Rows of {failure.relation} are not within the bounds that it has as a partition: correct or move them, or "
        "change the bounds in schema/, then plan again."
    )


def _cast(_: Failure) -> str:
    return (
        "A value that is there cannot become the new type. Convert or correct the rows first, or add a column of the "
        "new type, fill it, and drop the old one."
    )


def _enum_value(_: Failure) -> str:
    return "A new enum value can be used only after its transaction has been committed: apply again, in a second run."


def _dependents(failure: Failure) -> str:
    return (
        "Something that the plan does not know stands on it"
        + (f": {_plain(failure.detail)}" if failure.detail else "")
        + ". Put it into schema/ or drop it by hand; differ never uses CASCADE."
    )


def _plain(text: str) -> str:
    return re.sub(r"\s*\n\s*", "; ", text.strip()).rstrip(".")


def _resources(failure: Failure) -> str:
    if failure.sqlstate == "53100":
        return (
            "The server's disk is full: free space or enlarge it (on Supabase: Database → Settings), then apply again."
        )
    if failure.sqlstate == "53300":
        return "The server has no connection left: close idle clients, or try again later."
    return "The server is short of memory or another resource: try again at a quieter time, or enlarge it."


def _read_only(_: Failure) -> str:
    return (
        "The server or this connection is read-only: it is a replica (use the primary's address), or "
        "default_transaction_read_only is on (Supabase sets it when the disk is nearly full)."
    )


def _ended(_: Failure) -> str:
    return (
        "The server ended the session: it was restarted or an administrator ended it. Plan again to see what is left."
    )


def _connection_lost(_: Failure) -> str:
    return "The connection was lost; an open transaction is undone by the server. Plan again to see what is left."


def _recursion(failure: Failure) -> str | None:
    if "infinite recursion" not in failure.message:
        return None
    return (
        "A policy reads its own table, through itself or another policy; the API answers 500. Move the query into a "
        "SECURITY DEFINER function with a pinned search_path, and call that in the policy."
    )


def _extension(failure: Failure) -> str | None:
    if "extension" not in failure.message:
        return None
    return "SELECT name FROM pg_available_extensions shows what this server offers; check the spelling."


_BY_SQLSTATE: dict[str, Callable[[Failure], str | None]] = {
    **dict.fromkeys(("42P07", "42710", "42701", "42P06", "42723", "42P04", "42712"), _already_exists),
    **dict.fromkeys(("42P01", "42703", "42883", "42704", "3F000"), _missing),
    **dict.fromkeys(("0A000", "58P01", "22023"), _extension),
    "42501": _permission,
    "42601": _syntax,
    "42P17": _recursion,
    "55P03": _lock,
    "57014": _cancelled,
    "40P01": _deadlock,
    "23502": _null,
    "23505": _duplicate,
    "23503": _orphan,
    "23514": _check,
    **dict.fromkeys(("22P02", "42804", "42846", "22003", "22007", "22008", "22001"), _cast),
    "55P04": _enum_value,
    "2BP01": _dependents,
    "25006": _read_only,
    **dict.fromkeys(("57P01", "57P02", "57P03", "57P05"), _ended),
}
_BY_CLASS: dict[str, Callable[[Failure], str | None]] = {"53": _resources, "08": _connection_lost}
