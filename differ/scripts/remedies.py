"""What to do about the usual failures of a schema's statements."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from differ.scripts.tokens import code, leading_words, unquoted
from differ.sql import ident

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import psycopg

    from differ.scripts.script import Script, Statement


@dataclass(frozen=True, slots=True)
class Failure:
    """A failed statement: the server's code and message, and the index in its text that they speak of.

    `precise` tells whether the server itself named the index. `connection` is idle.
    """

    sqlstate: str
    message: str
    statement: Statement
    index: int
    precise: bool
    script: Script
    connection: psycopg.Connection[Any]


_QUOTED = re.compile(r'"((?:[^"]|"")+)"')
_SIGNATURE = re.compile(r"(?:function|procedure|routine|aggregate) (\S+?)\(")
_EXTENSION = re.compile(r'extension "([^"]+)"|/([\w-]+)\.control')
_NAME = r'(?:"(?:[^"]|"")+"|[^\s"(;,.]+)'
_CREATES = re.compile(
    r"create\s+(?:or\s+replace\s+)?"
    r"(?:(?:global|local|temp|temporary|unlogged|unique|recursive|materialized|foreign|constraint|trusted|procedural)\s+)*"
    r"(?:table|view|index|sequence|type|domain|schema|extension|function|procedure|aggregate|trigger|policy|role|user"
    r"|group|rule|collation|publication|server|statistics|operator|language|cast|event\s+trigger|text\s+search\s+\w+)\s+"
    rf"(?:concurrently\s+)?(?:if\s+not\s+exists\s+)?({_NAME}(?:\.{_NAME})*)",
    re.IGNORECASE,
)
_STARTERS = frozenset(
    {"create", "alter", "drop", "comment", "grant", "revoke", "insert", "update", "delete", "select", "do", "set"}
    | {"begin", "commit", "copy"}
)
_COMMON_TYPES = frozenset(
    {"bigint", "boolean", "bytea", "citext", "date", "integer", "interval", "jsonb", "numeric", "serial", "text"}
    | {"timestamp", "timestamptz", "uuid", "varchar"}
)
_TYPOGRAPHIC = "Typographic quotes do not count: use ' around texts and \" around names."
_EXTENSION_OF = {
    **dict.fromkeys(("gen_salt", "crypt", "digest", "hmac", "gen_random_bytes", "pgp_sym_encrypt"), "pgcrypto"),
    **dict.fromkeys(("uuid_generate_v4", "uuid_generate_v1", "uuid_generate_v5", "uuid_nil"), "uuid-ossp"),
    **dict.fromkeys(("gin_trgm_ops", "gist_trgm_ops", "similarity", "word_similarity"), "pg_trgm"),
    **dict.fromkeys(("vector", "halfvec", "sparsevec", "hnsw", "ivfflat", "vector_cosine_ops"), "vector"),
    **dict.fromkeys(("geometry", "geography", "st_makepoint", "st_distance", "st_dwithin"), "postgis"),
    "citext": "citext",
    "hstore": "hstore",
    "ltree": "ltree",
    "unaccent": "unaccent",
    "gist_int4_ops": "btree_gist",
    "gist_uuid_ops": "btree_gist",
    "earth_distance": "earthdistance",
}


def remedy_for(failure: Failure) -> str | None:
    """What to do, None where the server's own words have to do."""
    remedy = _REMEDIES.get(failure.sqlstate)
    return remedy(failure) if remedy else None


def _exists(failure: Failure) -> str:
    names = _names(failure.message)
    for statement in reversed(_before(failure)):
        if names and _created(statement) == names[0] and all(_mentions(statement, name) for name in names):
            return f"{statement.where()} creates it already: keep one of the two."
    for statement in _before(failure):
        makes = leading_words(statement.text, statement.offset, 1) in (("create",), ("alter",))
        if makes and names and all(_mentions(statement, name) for name in names):
            return f"{statement.where()} seems to create it already: keep one of the two."
    return (
        "No earlier statement of the script creates it, so it is there before the script starts: the platform or an"
        " extension brings it, or PostgreSQL itself does. Remove the statement, or choose another name."
    )


def _missing(failure: Failure) -> str | None:
    if "extension" in failure.message and failure.sqlstate == "42704":
        return _no_extension(failure)
    if failure.message.startswith("operator does not exist"):
        return "Cast one side so that the types fit; an operator of an extension needs CREATE EXTENSION above."
    name = _missing_name(failure.message)
    if name is None or "does not exist" not in failure.message:
        return None
    for statement in _after(failure):
        if _created(statement) == name:
            return f"{statement.where()} creates it, but that runs later: move it above {failure.statement.where()}."
    extension = _EXTENSION_OF.get(name.lower())
    if extension:
        return (
            f"{name} belongs to the extension {extension}: put CREATE EXTENSION IF NOT EXISTS"
            f' "{extension}" above. If that is there, write {name} with the schema that the extension is in.'
        )
    for statement in _before(failure):
        if _created(statement) == name:
            return (
                f"{statement.where()} creates something of this name: compare the schema, the search_path and, for a"
                " function, the types of the arguments."
            )
    if failure.message.startswith("role "):
        return (
            f"Put CREATE ROLE {ident(name)}; above, which leaves one that exists as it is, or correct the name. Beside"
            " the address of a database, the roles of its server are there by themselves."
        )
    if failure.message.startswith("tablespace "):
        return (
            "Tablespaces are the server's, and those of the database's own are there by themselves: give its address"
            " where two files are compared, correct the name, or leave it out."
        )
    made = {created for statement in failure.script.statements if (created := _created(statement))}
    if failure.message.startswith("type "):
        made |= _COMMON_TYPES
    close = get_close_matches(name, sorted(made), n=1, cutoff=0.7)
    meant = f" Is {close[0]} meant?" if close else ""
    return f"No statement of the script creates {name}: add it above, or correct the name.{meant}"


def _missing_column(failure: Failure) -> str:
    if any(quote in failure.message for quote in "‘’“”"):
        return _TYPOGRAPHIC
    return "Check the spelling, and that the column stands in the table's CREATE TABLE; 'text' takes single quotes."


def _missing_schema(failure: Failure) -> str:
    name = (_names(failure.message) or ["the schema"])[0]
    for statement in _after(failure):
        if _created(statement) == name:
            return f"{statement.where()} creates it, but that runs later: move it above {failure.statement.where()}."
    return (
        f"Put CREATE SCHEMA {ident(name)}; above, correct the name, or choose the platform that brings the schema"
        " (Supabase brings auth, storage and extensions, among others)."
    )


def _denied(failure: Failure) -> str:
    row = failure.connection.execute("SELECT current_user").fetchone()
    who = row[0] if row else "its role"
    return (
        f"The script runs as {who}, which may not do this. Leave out what concerns the whole server (other databases,"
        " server files, programs, superuser rights); for an object of somebody else's, leave it to its owner."
    )


def _syntax(failure: Failure) -> str:
    text, index = failure.statement.text, failure.index
    if re.match(r"create\s+policy\s+if\s+not\s+exists\b", text[failure.statement.offset :], re.IGNORECASE):
        return (
            "PostgreSQL has no CREATE POLICY IF NOT EXISTS. Write CREATE POLICY alone: the schema says what there"
            " shall be, and differ creates only what is missing."
        )
    if failure.message.startswith("type modifier is not allowed"):
        return (
            "The server that reads the files lacks the type's extension, and the type of the stand-in for that takes no"
            " modifier. Name a PostgreSQL that has the extension: `postgres` in differ.yaml."
        )
    if not failure.precise:
        return "Look at the text that the server quotes; the mistake is there or right before it."
    rest = text[index:]
    if re.match(r"[\u00a0\u2000-\u200f\u202f\u2060\ufeff]|\w*\u00a0", rest):
        return "An invisible character (a no-break space?) stands there: type the space again."
    if any(quote in rest.split("\n")[0] for quote in "‘’“”"):
        return _TYPOGRAPHIC
    if rest.startswith(":"):
        return "psql variables (:name) do not work here: write the value."
    if rest.startswith("\\"):
        return "psql commands work only at the start of a line, and of them only \\i and \\ir: remove it."
    word = re.match(r"[A-Za-z]+", rest)
    if word and word.group().lower() in _STARTERS and not text[text.rfind("\n", 0, index) + 1 : index].strip():
        return "A new statement seems to begin there: is the semicolon before it missing?"
    if rest.startswith(")") and text[:index].rstrip().endswith(","):
        return "Remove the comma before the parenthesis."
    if not rest.strip() or rest.startswith(";"):
        return "The statement ends too early: is a closing parenthesis missing?"
    return "The mistake is at the caret or right before it: a comma, a parenthesis, a quote or a misspelt word?"


def _no_extension(failure: Failure) -> str:
    match = _EXTENSION.search(failure.message)
    name = next(filter(None, match.groups()), "it") if match else "it"
    rows = failure.connection.execute("SELECT name FROM pg_catalog.pg_available_extensions ORDER BY name").fetchall()
    available = [str(row[0]) for row in rows]
    close = get_close_matches(name, available, n=1, cutoff=0.6)
    meant = f" Is {close[0]} meant?" if close else ""
    return (
        f"The server that the script runs on has no extension {name}.{meant} It has: {', '.join(available)}."
        " Use a server that has the extension, or remove the statement."
    )


def _unsupported(failure: Failure) -> str | None:
    return _no_extension(failure) if _EXTENSION.search(failure.message) else None


def _in_transaction(_: Failure) -> str:
    return "Remove the BEGIN and COMMIT around it: the statement runs only outside of a transaction."


_REMEDIES: dict[str, Callable[[Failure], str | None]] = {
    **dict.fromkeys(("42P07", "42710", "42701", "42723", "42P06"), _exists),
    **dict.fromkeys(("42P01", "42883", "42704"), _missing),
    "42703": _missing_column,
    "3F000": _missing_schema,
    "42501": _denied,
    "42601": _syntax,
    **dict.fromkeys(("0A000", "58P01", "22023"), _unsupported),
    "25001": _in_transaction,
}


def _names(message: str) -> list[str]:
    """The names that a message quotes, without schemas: the object first, then what it belongs to."""
    found = [match.replace('""', '"').rsplit(".", 1)[-1] for match in _QUOTED.findall(message)]
    signature = _SIGNATURE.search(message)
    return found or ([signature.group(1).rsplit(".", 1)[-1]] if signature else [])


def _missing_name(message: str) -> str | None:
    names = _names(message)
    return names[0] if names else None


def _before(failure: Failure) -> list[Statement]:
    statements = failure.script.statements
    return list(statements[: _place(failure)])


def _after(failure: Failure) -> list[Statement]:
    statements = failure.script.statements
    return list(statements[_place(failure) + 1 :])


def _place(failure: Failure) -> int:
    """By identity: a file that is included twice has equal statements."""
    return next(n for n, statement in enumerate(failure.script.statements) if statement is failure.statement)


def _created(statement: Statement) -> str | None:
    """The name, without its schema, of what a CREATE makes; comments within the CREATE hide it."""
    match = _CREATES.match(statement.text, statement.offset)
    if match is None:
        return None
    return unquoted(re.findall(_NAME, match.group(1))[-1])


def _mentions(statement: Statement, name: str) -> bool:
    return name in _identifiers(statement)


def _identifiers(statement: Statement) -> Iterator[str]:
    for token in code(statement.text, statement.offset):
        if token.kind in ("word", "quoted"):
            yield unquoted(statement.text[token.start : token.end])
