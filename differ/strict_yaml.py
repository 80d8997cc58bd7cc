"""Strict YAML: every value knows its file:line:column, and what a file does not mean to say is an error.

Plain scalars follow YAML 1.2's core schema, so that none of YAML 1.1's surprises happens:

- only `true` and `false` are booleans; `yes`, `no`, `on`, `off` are text;
- numbers are decimal: `10`, `-1`, `1.50`, `1e3`; a leading zero (`01000`), `0x1f`, `0o17`, `1_000` stay text;
- dates and times stay text; nothing, `~` and `null` are null.

Duplicate keys, merge keys (`<<`), tags of one's own and a second document are errors. Anchors and aliases are allowed.
`Scalar.text` is always the characters as written, so that `1.50` need not become 1.5.
"""

from __future__ import annotations

import difflib
import math
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn, TypeAlias, TypeVar

import yaml
from yaml.reader import Reader

from differ.errors import SchemaError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_MOST_VALUES = 1_000_000
_STANDARD = "tag:yaml.org,2002:"

_CORE_SCHEMA: dict[str, re.Pattern[str]] = {
    "null": re.compile(r"(?:~|null|Null|NULL|)\Z"),
    "bool": re.compile(r"(?:true|True|TRUE|false|False|FALSE)\Z"),
    "int": re.compile(r"[-+]?(?:0|[1-9][0-9]{0,300})\Z"),
    "float": re.compile(r"[-+]?(?:\.[0-9]+|(?:0|[1-9][0-9]*)(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z"),
}


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """The safe loader with YAML 1.1's implicit types replaced by the core schema's."""

    yaml_implicit_resolvers: ClassVar[dict[str | None, list[tuple[str, re.Pattern[str]]]]] = {
        None: [(f"{_STANDARD}{kind}", pattern) for kind, pattern in _CORE_SCHEMA.items()]
    }


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value: `value` by the core schema, `text` as written without its quotes."""

    value: str | int | float | bool | None
    text: str = field(compare=False)
    where: str = field(compare=False)


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of nodes."""

    items: tuple[Node, ...]
    where: str = field(compare=False)

    def __iter__(self) -> Iterator[Node]:
        return iter(self.items)

    @property
    def value(self) -> list[Any]:
        """The list as plain Python values."""
        return [item.value for item in self.items]


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys, each a Scalar whose `text` is the name, and their nodes in the order of the file."""

    entries: tuple[tuple[Scalar, Node], ...]
    where: str = field(compare=False)

    def __iter__(self) -> Iterator[tuple[str, Node]]:
        return ((key.text, node) for key, node in self.entries)

    @property
    def value(self) -> dict[str, Any]:
        """The mapping as plain Python values."""
        return {key.text: node.value for key, node in self.entries}

    def get(self, name: str) -> Node | None:
        """The node under a key, or None where the key is absent."""
        return next((node for key, node in self.entries if key.text == name), None)


Node: TypeAlias = Scalar | Sequence | Mapping
_Choice = TypeVar("_Choice", bound=str)


def load(path: Path, *, shown: str | None = None) -> Node:
    """The file's one document; an empty file is a null scalar.

    `shown` is the name that `where` begins with (default: the path). Raises SchemaError.
    """
    name = shown if shown is not None else str(path)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise SchemaError(f"cannot be read: {error.strerror}", where=name) from None
    return parse(_decode(content, name), name)


def load_mapping(path: Path, *, shown: str | None = None) -> Mapping:
    """As `load`, for files whose document is a mapping; an empty file is an empty mapping."""
    node = load(path, shown=shown)
    if isinstance(node, Scalar) and node.value is None:
        return Mapping((), node.where)
    return mapping(node)


def parse(text: str, name: str) -> Node:
    """The document in a text; `name` stands for the file in `where`. Raises SchemaError."""
    try:
        root = yaml.compose(text, Loader=_Loader)
        return _Reading(name).node(root) if root is not None else Scalar(None, "", f"{name}:1:1")
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = ", ".join(filter(None, (error.context, error.problem))) or "not YAML"
        if mark is None:
            raise SchemaError(f"not valid YAML: {problem}", where=name) from None
        line = [*text.splitlines(), ""][mark.line] if mark.line <= text.count("\n") else ""
        remedy = _yaml_remedy(problem, line[mark.column : mark.column + 1])
        where = f"{name}:{mark.line + 1}:{mark.column + 1}"
        raise SchemaError(f"not valid YAML: {problem}", remedy=remedy, where=where) from None
    except RecursionError:
        raise SchemaError("nested too deeply", where=name) from None


def _decode(content: bytes, name: str) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise SchemaError("not UTF-8 text", remedy="Save the file as UTF-8.", where=f"{name}:{line}") from None
    strange = Reader.NON_PRINTABLE.search(text)
    if strange:
        line = text.count("\n", 0, strange.start()) + 1
        column = strange.start() - text.rfind("\n", 0, strange.start())
        raise SchemaError(
            f"a character that YAML does not allow: U+{ord(strange.group()):04X}", where=f"{name}:{line}:{column}"
        )
    return text


def _yaml_remedy(problem: str, found: str) -> str | None:
    if found == "\t":
        return "Indent with spaces; YAML does not allow tabs there."
    if found in ("%", "@", "`") and "cannot start any token" in problem:
        return f'Put text that begins with "{found}" in quotes.'
    if "mapping values are not allowed" in problem:
        return 'Put text that holds ": " in quotes, and check the indentation.'
    if "undefined alias" in problem:
        return 'Put text that begins with "*" in quotes.'
    if "single document" in problem:
        return 'Remove the second "---".'
    return None


class _Reading:
    """Turns composed nodes into ours; each composed node once, so that aliases share."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._done: dict[int, tuple[Node, int]] = {}
        self._open: set[int] = set()

    def node(self, composed: yaml.Node) -> Node:
        return self._node(composed)[0]

    def _node(self, composed: yaml.Node) -> tuple[Node, int]:
        """The node and how many values it holds with its aliases written out."""
        key = id(composed)
        if key in self._done:
            return self._done[key]
        where = self._where(composed)
        if key in self._open:
            raise SchemaError("an alias that contains itself", where=where)
        self._open.add(key)
        result: Node
        if isinstance(composed, yaml.ScalarNode):
            result, size = self._scalar(composed, where), 1
        elif isinstance(composed, yaml.SequenceNode):
            self._plain_tag(composed, "seq", where)
            parts = [self._node(item) for item in composed.value]
            result, size = Sequence(tuple(part for part, _ in parts), where), 1 + sum(count for _, count in parts)
        else:
            self._plain_tag(composed, "map", where)
            result, size = self._mapping(composed, where)
        if size > _MOST_VALUES:
            raise SchemaError(f"more than {_MOST_VALUES:,} values once its aliases are written out", where=where)
        self._open.discard(key)
        self._done[key] = (result, size)
        return self._done[key]

    def _mapping(self, composed: yaml.Node, where: str) -> tuple[Mapping, int]:
        entries: list[tuple[Scalar, Node]] = []
        seen: dict[str, str] = {}
        size = 1
        for key_node, value_node in composed.value:
            place = self._where(key_node)
            if not isinstance(key_node, yaml.ScalarNode):
                raise SchemaError("a key must be a plain name", where=place)
            key = self._scalar(key_node, place)
            if key.value is None:
                raise SchemaError("a key without a name", where=place)
            if key.text == "<<" and not key_node.style:
                raise SchemaError("merge keys (<<) are not supported", remedy="Write the keys out.", where=place)
            if key.text in seen:
                first = seen[key.text].removeprefix(f"{self._name}:").partition(":")[0]
                raise SchemaError(
                    f'the key "{key.text}" stands here twice; the first is on line {first}',
                    remedy="Remove one of the two.",
                    where=place,
                )
            seen[key.text] = place
            node, count = self._node(value_node)
            entries.append((key, node))
            size += 1 + count
        return Mapping(tuple(entries), where), size

    def _scalar(self, composed: yaml.ScalarNode, where: str) -> Scalar:
        text: str = composed.value
        kind = "str" if composed.tag == "!" else composed.tag.removeprefix(_STANDARD)
        if kind != "str" and (kind not in _CORE_SCHEMA or not _CORE_SCHEMA[kind].match(text)):
            raise SchemaError(f"the tag {_short(composed.tag)} does not fit here", remedy="Remove it.", where=where)
        return Scalar(_convert(kind, text), text, where)

    def _plain_tag(self, composed: yaml.Node, expected: str, where: str) -> None:
        if composed.tag != f"{_STANDARD}{expected}":
            raise SchemaError(f"the tag {_short(composed.tag)} does not fit here", where=where)

    def _where(self, composed: yaml.Node) -> str:
        mark = composed.start_mark
        return f"{self._name}:{mark.line + 1}:{mark.column + 1}"


def _short(tag: str) -> str:
    return tag.replace(_STANDARD, "!!")


def _convert(kind: str, text: str) -> str | int | float | bool | None:
    if kind == "null":
        return None
    if kind == "bool":
        return text.lower() == "true"
    if kind == "int":
        return int(text)
    return float(text) if kind == "float" and math.isfinite(float(text)) else text


def did_you_mean(name: str, known: Iterable[str]) -> str | None:
    """A remedy that names the closest known name, or else all of them."""
    names = sorted(known)
    close = difflib.get_close_matches(name, names, n=1, cutoff=0.6)
    if close:
        return f'Did you mean "{close[0]}"?'
    return f"Known here: {', '.join(names)}." if names else None


def describe(node: Node) -> str:
    """What a node is, in an error's words."""
    if isinstance(node, Mapping):
        return "a mapping"
    if isinstance(node, Sequence):
        return "a list"
    if isinstance(node.value, bool):
        return f"the boolean {node.text}"
    if node.value is None:
        return "nothing"
    if isinstance(node.value, str):
        return f'the text "{node.text if len(node.text) <= 40 else node.text[:37] + "..."}"'
    return f"the number {node.text}"


def _expected(what: str, node: Node, remedy: str | None = None) -> NoReturn:
    raise SchemaError(f"expected {what}, found {describe(node)}", remedy=remedy, where=node.where)


def fields(node: Node, *, known: Iterable[str], required: Iterable[str] = ()) -> dict[str, Node]:
    """The nodes of a mapping by key; a key that is not known and a required one that is absent raise SchemaError."""
    names = set(known) | set(required)
    found = mapping(node)
    for key, _ in found.entries:
        if key.text not in names:
            raise SchemaError(f'unknown key "{key.text}"', remedy=did_you_mean(key.text, names), where=key.where)
    result = dict(found)
    for name in required:
        if name not in result:
            raise SchemaError(f'the key "{name}" is missing', where=found.where)
    return result


def mapping(node: Node) -> Mapping:
    return node if isinstance(node, Mapping) else _expected("a mapping", node)


def sequence(node: Node) -> Sequence:
    return node if isinstance(node, Sequence) else _expected("a list", node)


def string(node: Node) -> str:
    """Text; a number or a boolean must be put in quotes to be text."""
    if isinstance(node, Scalar) and isinstance(node.value, str):
        return node.value
    quotes = isinstance(node, Scalar) and node.value is not None
    _expected("text", node, f'Put it in quotes: "{node.text}".' if quotes and isinstance(node, Scalar) else None)


def scalar_text(node: Node) -> str:
    """The characters of any scalar but null, as written: `1.50` stays "1.50"."""
    if isinstance(node, Scalar) and node.value is not None:
        return node.text
    _expected("a value", node)


def integer(node: Node, *, least: int | None = None) -> int:
    if not isinstance(node, Scalar) or not isinstance(node.value, int) or isinstance(node.value, bool):
        _expected("a whole number", node)
    if least is not None and node.value < least:
        _expected(f"a whole number of at least {least}", node)
    return node.value


def boolean(node: Node) -> bool:
    if isinstance(node, Scalar) and isinstance(node.value, bool):
        return node.value
    _expected("true or false", node, "Write true or false; yes, no, on and off are text.")


def strings(node: Node) -> tuple[str, ...]:
    """A list of texts; a single text counts as a list of one."""
    return tuple(string(item) for item in node.items) if isinstance(node, Sequence) else (string(node),)


def choice(node: Node, allowed: Iterable[_Choice]) -> _Choice:
    """One of the allowed texts."""
    names = tuple(allowed)
    text = string(node)
    for name in names:
        if name == text:
            return name
    _expected(f"one of {', '.join(names)}", node, did_you_mean(text, names))
