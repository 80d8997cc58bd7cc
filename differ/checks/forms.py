"""Forms of values: how a property is read from YAML, described to editors, compared and shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from differ import strict_yaml
from differ.checks.expressions import same_expression
from differ.checks.tokens import names, tokens
from differ.checks.type_names import same_type, short_type
from differ.checks.written import readable
from differ.errors import SchemaError

if TYPE_CHECKING:
    from differ.checks.base import Context, JsonSchema
    from differ.strict_yaml import Node

_PLAIN = re.compile(r"[a-z_][a-z0-9_$]*\Z")

Value: TypeAlias = str | bool | tuple[str, ...] | None


class Form:
    """Text that is compared as it stands."""

    json_schema: JsonSchema

    def __init__(self) -> None:
        self.json_schema = {"type": "string"}

    def read(self, node: Node) -> Value:
        """The value of a node; SchemaError where it does not fit."""
        return strict_yaml.string(node)

    def same(self, expected: Value, found: Value, context: Context) -> bool:
        return expected == found

    def show(self, value: Value, context: Context) -> str:
        """The value in a report."""
        if value is None:
            return "none"
        if isinstance(value, tuple):
            return f"[{', '.join(value)}]"
        return str(value).lower() if isinstance(value, bool) else " ".join(value.split()) or "''"

    def plain(self, value: Value, context: Context) -> object:
        """The value as a scaffold writes it."""
        return list(value) if isinstance(value, tuple) else value


class OptionalText(Form):
    """Text, or null for none."""

    def __init__(self) -> None:
        self.json_schema = {"type": ["string", "null"]}

    def read(self, node: Node) -> Value:
        return None if node.value is None else strict_yaml.string(node)


class Flag(Form):
    """true or false."""

    def __init__(self) -> None:
        self.json_schema = {"type": "boolean"}

    def read(self, node: Node) -> Value:
        return strict_yaml.boolean(node)


class OneOf(Form):
    """One of a few words."""

    def __init__(self, *words: str) -> None:
        self.words = words
        self.json_schema = {"enum": list(words)}

    def read(self, node: Node) -> Value:
        return strict_yaml.choice(node, self.words)


class Names(Form):
    """A list of texts; their order counts unless said otherwise. A single text is a list of one."""

    def __init__(self, *words: str, ordered: bool = True) -> None:
        self.words = words
        self.ordered = ordered
        item: JsonSchema = {"enum": list(words)} if words else {"type": "string"}
        self.json_schema = {"anyOf": [item, {"type": "array", "items": item}]}

    def read(self, node: Node) -> Value:
        items = node.items if isinstance(node, strict_yaml.Sequence) else (node,)
        return tuple(strict_yaml.choice(i, self.words) if self.words else strict_yaml.string(i) for i in items)

    def same(self, expected: Value, found: Value, context: Context) -> bool:
        if self.ordered or not isinstance(expected, tuple) or not isinstance(found, tuple):
            return expected == found
        return sorted(expected) == sorted(found)


class TypeName(Form):
    """A type as people write it: varchar(255), timestamptz, int4."""

    def same(self, expected: Value, found: Value, context: Context) -> bool:
        return isinstance(expected, str) and isinstance(found, str) and same_type(expected, found, context.schema)

    def show(self, value: Value, context: Context) -> str:
        return short_type(value, context.schema) if isinstance(value, str) else super().show(value, context)

    def plain(self, value: Value, context: Context) -> object:
        return self.show(value, context)


class QualifiedName(Form):
    """The name of an object; without a schema it lives in the file's."""

    def read(self, node: Node) -> Value:
        return ".".join(read_name(strict_yaml.string(node), node.where))

    def same(self, expected: Value, found: Value, context: Context) -> bool:
        return _full(expected, context) == _full(found, context)

    def plain(self, value: Value, context: Context) -> object:
        return value.removeprefix(f"{context.schema}.") if isinstance(value, str) else value


class Expression(Form):
    """An SQL expression, or null for none; compared by meaning."""

    def __init__(self, *, optional: bool = True) -> None:
        self.optional = optional
        self.json_schema = {"type": ["string", "number", "boolean", "null"] if optional else "string"}

    def read(self, node: Node) -> Value:
        return None if self.optional and node.value is None else expression_text(node)

    def same(self, expected: Value, found: Value, context: Context) -> bool:
        if isinstance(expected, str) and isinstance(found, str):
            return same_expression(expected, found, context.schema)
        return expected is found

    def plain(self, value: Value, context: Context) -> object:
        return readable(value, context.schema) if isinstance(value, str) else value


class Expressions(Names):
    """A list of expressions, such as the columns of an index."""

    def same(self, expected: Value, found: Value, context: Context) -> bool:
        if not isinstance(expected, tuple) or not isinstance(found, tuple) or len(expected) != len(found):
            return expected == found
        return all(same_expression(one, other, context.schema) for one, other in zip(expected, found, strict=True))

    def plain(self, value: Value, context: Context) -> object:
        return [readable(text, context.schema) for text in value] if isinstance(value, tuple) else value


def expression_text(node: Node) -> str:
    """The SQL of a node; numbers and booleans may stand without quotes. SchemaError where it cannot be read as SQL."""
    text = strict_yaml.scalar_text(node)
    try:
        tokens(text)
    except ValueError as error:
        raise SchemaError(f"this SQL expression cannot be read: {error}", where=node.where) from None
    return text


def read_name(text: str, where: str) -> tuple[str, ...]:
    """The parts of a name, quoted as in SQL where it needs it; SchemaError where it is none."""
    try:
        return names(text)
    except ValueError:
        raise SchemaError(
            f'"{text}" is not a name', remedy="Quote it as SQL does, as in 'public.\"My table\"'.", where=where
        ) from None


def write_name(path: tuple[str, ...], context: Context) -> str:
    """A name that `read_name` understands, without the file's schema."""
    parts = path[1:] if len(path) > 1 and path[0] == context.schema else path
    return ".".join(p if _PLAIN.match(p) else '"' + p.replace('"', '""') + '"' for p in parts)


def _full(value: Value, context: Context) -> str:
    return value if isinstance(value, str) and "." in value else f"{context.schema}.{value}"
