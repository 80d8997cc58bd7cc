"""`functions:` and procedures, by name or by signature."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from differ.checks.forms import Flag, Form, OneOf, OptionalText, TypeName, Value, read_name, write_name
from differ.checks.lookup import get
from differ.checks.named import NamedKind, Property
from differ.checks.type_names import normal_type, short_type
from differ.kinds.functions import Function
from differ.model import once
from differ.sql import ident

if TYPE_CHECKING:
    from differ.checks.base import Context, Owner, Path, State
    from differ.checks.named import Expected
    from differ.model import Snapshot

_KIND = {"f": "function", "w": "window", "p": "procedure"}
_SIGNATURE = re.compile(r"(?P<name>[^()]+?)\s*(?:\((?P<arguments>.*)\))?", re.DOTALL)
_MODE = re.compile(r"(?:IN|INOUT|VARIADIC) ")
_BODY = re.compile(r"\n(?:AS |BEGIN ATOMIC|RETURN )")
_SEARCH_PATH = re.compile(r"\n SET search_path TO (.*)")


class SearchPath(OptionalText):
    """Schemas as in SET search_path, or null where a function has no search_path of its own."""

    def same(self, expected: Value, found: Value, context: Context) -> bool:
        if isinstance(expected, str) and isinstance(found, str):
            return _schemas(expected) == _schemas(found)
        return expected == found


def _schemas(text: str) -> list[str]:
    return [part.strip().strip("\"'") for part in text.split(",") if part.strip().strip("\"'")]


def _header(function: Function) -> str:
    return _BODY.split(function.definition, maxsplit=1)[0]


def _language(function: Function, _: Snapshot) -> str:
    found = re.search(r"\n LANGUAGE (\S+)", _header(function))
    return found[1] if found else ""


def _volatility(function: Function, _: Snapshot) -> str:
    found = re.search(r"\n [^\n]*\b(IMMUTABLE|STABLE)\b", _options(function))
    return found[1].lower() if found else "volatile"


def _search_path(function: Function, _: Snapshot) -> str | None:
    found = _SEARCH_PATH.search(_header(function))
    return ", ".join(_schemas(found[1])) if found else None


def _options(function: Function) -> str:
    """What follows LANGUAGE in the header."""
    header = _header(function)
    return header[header.find("\n LANGUAGE ") + 1 :]


class Functions(NamedKind[Function], name="functions", order=12):
    description = (
        "Functions and procedures: `is_admin()`, `add(integer, integer)`, or the name where there is one only."
    )
    label = "function"
    properties = (
        Property("kind", OneOf("function", "window", "procedure"), lambda item, _: _KIND[item.form], "function"),
        Property("returns", TypeName(), lambda item, _: item.result, None),
        Property("language", Form(), _language),
        Property("volatility", OneOf("immutable", "stable", "volatile"), _volatility, "volatile"),
        Property(
            "security",
            OneOf("invoker", "definer"),
            lambda item, _: "definer" if "SECURITY DEFINER" in _options(item) else "invoker",
            "invoker",
        ),
        Property("strict", Flag(), lambda item, _: " STRICT" in _options(item), False),
        Property("search_path", SearchPath(), _search_path, None),
    )

    def objects(self, owner: Path, snapshot: Snapshot) -> Mapping[str, Function]:
        return _by_signature(snapshot).get(owner[0], {})

    def find(self, path: Path, snapshot: Snapshot) -> Function | None:
        return next(iter(self._matching(path, snapshot)), None)

    def find_best(self, path: Path, expected: Iterable[Expected], state: State) -> Function | None:
        wanted = tuple(expected)
        found = list(self._matching(path, state.snapshot))
        for item in found:
            if all(
                w.property.form.same(w.value, w.property.found(item, state.snapshot), state.context) for w in wanted
            ):
                return item
        return found[0] if found else None

    def path(self, name: str, where: str, owner: Owner | None, context: Context) -> Path:
        match = _SIGNATURE.fullmatch(name.strip())
        parts = read_name(match["name"] if match else name, where)
        schema, bare = parts if len(parts) == 2 else (context.schema, parts[-1])
        arguments = match["arguments"] if match else None
        return (schema, bare if arguments is None else f"{bare}({arguments.strip()})")

    def written(self, path: Path, context: Context) -> str:
        name, _, rest = path[-1].partition("(")
        arguments = ", ".join(short_type(part, context.schema) for part in _split(rest.removesuffix(")")))
        return f"{write_name((path[0], name), context)}({arguments})"

    def _matching(self, path: Path, snapshot: Snapshot) -> Iterable[Function]:
        schema, signature = path
        name, opened, rest = signature.partition("(")
        wanted = [normal_type(part) for part in _split(rest.removesuffix(")"))]
        for item in self.objects((schema,), snapshot).values():
            types = [normal_type(part) for part in _types(item)]
            if item.ref.path[1] == name and (not opened or types == wanted):
                yield item


def _split(arguments: str) -> list[str]:
    return [part.strip() for part in arguments.split(",")] if arguments.strip() else []


def _types(function: Function) -> list[str]:
    """The types of the input arguments, without their names and modes."""
    types = []
    for position, argument in enumerate(_split(function.ref.path[2])):
        bare = _MODE.sub("", argument, count=1) if _MODE.match(argument) else argument
        name = function.inputs[position] if position < len(function.inputs) else ""
        types.append(bare.removeprefix(f"{ident(name)} ") if name else bare)
    return types


@once
def _by_signature(snapshot: Snapshot) -> dict[str, dict[str, Function]]:
    """Functions and procedures by schema, and by name and types of arguments."""
    found: dict[str, dict[str, Function]] = {}
    for ref in sorted(snapshot.objects, key=lambda ref: ref.path):
        if ref.kind in ("function", "procedure"):
            item: Any = get(snapshot, ref.kind, ref.path)
            found.setdefault(ref.path[0], {})[f"{ref.path[1]}({', '.join(_types(item))})"] = item
    return found
