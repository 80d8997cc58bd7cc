"""How PostgreSQL prints expressions, and how they have to be spelt so that it reads the same from them again."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace

from differ.sql import ident

_ARRAY_OF_LITERALS = re.compile(
    r"\(ARRAY\[((?:'(?:[^']|'')*'::(?P<type>[a-z][a-z ]*[a-z]))(?:, '(?:[^']|'')*'::(?P=type))*)\]\)(?=::)"
)


_JUNCTIONS = re.compile(r"""'(?:[^']|'')*'|"(?:[^"]|"")*"|[()]|\b(?:AND|OR)\b""")
_NEXT_JUNCTION = re.compile(r"\s+(AND|OR)\b")


def faithful(expression: str, parameters: Collection[str] = ()) -> str:
    """A deparsed expression, spelt so that PostgreSQL reads the same tree back from it.

    `x IN ('a', 'b')` on a varchar column prints as `(ARRAY['a'::character varying, ...])::text[]`; read again, the cast
    would go to each element. With the array's own type spelt out it stays where it was. `x BETWEEN 1 AND 2 AND y`
    prints as `((a AND b) AND y)`; read again, the two ANDs would become one of three. A cast keeps them apart. And of
    `a[1:"USER"]` psql takes `:"USER"` for a variable of its own. `(- 1)` would be read as a number, and what prints as
    `SELECT 'a'::text` would be named by its type, or as `SELECT a` by the parameter, of which these are the names.
    """
    if "(ARRAY[" in expression:
        expression = _ARRAY_OF_LITERALS.sub(lambda match: f"(ARRAY[{match[1]}]::{match['type']}[])", expression)
    if "((" in expression and (" AND " in expression or " OR " in expression):
        expression = _keep_nesting(expression)
    if "(- " in expression:
        expression = _MINUS.sub(_minus, expression)
    if " CYCLE " in expression:
        expression = _MARKS.sub(r"TO \2 \1 DEFAULT \4 \3 USING", expression)
    if ("::" in expression or parameters) and _has_lists(expression):
        expression = _with_names(expression, lambda _: '"?column?"', parameters)
    if ':"' in expression:
        expression = _SLICE_TO_NAME.sub(lambda match: ": " if match[0] == ":" else match[0], expression)
    return expression


_SLICE_TO_NAME = re.compile(r"""'(?:[^']|'')*'|"(?:[^"]|"")*"|(?<!:):(?=")""")


def _keep_nesting(expression: str) -> str:
    """Cast a leftmost operand that is itself an AND (or OR) within an AND (or OR)."""
    pieces: list[str] = []
    done = 0
    for _, end in _nested(expression):
        pieces += [expression[done : end + 1], "::boolean"]
        done = end + 1
    return "".join(pieces) + expression[done:]


def _nested(expression: str) -> Iterator[tuple[int, int]]:
    """Where the parentheses are around a leftmost operand that is itself an AND (or OR) within an AND (or OR)."""
    end_of_open = 0
    groups: list[tuple[int, bool, set[str]]] = []  # where it begins, if as a leftmost operand, and its junctions
    for match in _JUNCTIONS.finditer(expression):
        token = match[0]
        if token == "(":
            groups.append((match.start(), bool(groups) and match.start() == end_of_open, set()))
            end_of_open = match.end()
        elif token == ")" and groups:
            start, leftmost, junctions = groups.pop()
            following = _NEXT_JUNCTION.match(expression, match.end()) if leftmost and junctions else None
            if following is not None and following[1] in junctions:
                yield start, match.start()
        elif token in ("AND", "OR") and groups:
            groups[-1][2].add(token)


def reread(expression: str) -> str:
    """A deparsed expression as PostgreSQL prints it once it has read it again: what `faithful` keeps from happening."""
    if "(ARRAY[" in expression:
        expression = _ARRAY_CAST.sub(_each_cast, expression)
    if "((" in expression and (" AND " in expression or " OR " in expression):
        expression = _flattened(expression)
    if "::" in expression and _has_lists(expression):
        expression = _with_names(expression, _type_as_name)
    return expression


_ARRAY_CAST = re.compile(_ARRAY_OF_LITERALS.pattern.replace("(?=::)", r"::(?P<to>[a-z][a-z ]*[a-z])\[\]"))


def _each_cast(match: re.Match[str]) -> str:
    elements = re.findall(rf"'(?:[^']|'')*'::{match['type']}", match[1])
    cast = ", ".join(f"({one})::{match['to']}" for one in elements)
    return f"ARRAY[{cast}]"


def _flattened(expression: str) -> str:
    """Without the parentheses of a leftmost operand that is itself an AND (or OR) within an AND (or OR)."""
    gone = {place for group in _nested(expression) for place in group}
    return "".join(character for place, character in enumerate(expression) if place not in gone)


_TEXT = r"""'(?:[^']|'')*'|"(?:[^"]|"")*\""""
_MINUS = re.compile(rf"{_TEXT}|\(- (?P<number>\d+(?P<part>\.\d+)?)\)")
# What CYCLE marks rows with may be constants alone, and a cast is none.
_MARKS = re.compile(r"TO ('(?:[^']|'')*')::([a-z][a-z ]*) DEFAULT ('(?:[^']|'')*')::([a-z][a-z ]*) USING")


def _minus(match: re.Match[str]) -> str:
    if match["number"] is None:
        return match[0]
    return f"(- ({match['number']})::{'numeric' if match['part'] else 'integer'})"


_LIST_TOKENS = re.compile(rf"{_TEXT}|[][(),;]|::|WITHIN GROUP|COLLATION FOR|\w+")
_CHANGES = frozenset(["INSERT", "UPDATE", "DELETE", "MERGE"])
_ENDS = frozenset("FROM WHERE UNION INTERSECT EXCEPT ORDER GROUP HAVING LIMIT OFFSET FETCH FOR WINDOW".split())


_DISTINCT = re.compile(r"\ADISTINCT (?:ON \(.*\) )?", re.S)


def _has_lists(expression: str) -> bool:
    return "SELECT" in expression or "RETURNING" in expression


def _with_names(expression: str, name: Callable[[str], str], parameters: Collection[str] = ()) -> str:
    """With names for what has none in the lists of SELECT and RETURNING, where it says a type, which would name it, or
    a parameter."""
    pieces: list[str] = []
    done = 0
    for start, end in sorted(_unnamed(expression, parameters)):
        pieces += [expression[done:end], " AS ", name(expression[start:end])]
        done = end
    return "".join(pieces) + expression[done:]


def _unnamed(expression: str, parameters: Collection[str]) -> Iterator[tuple[int, int]]:
    """Where such items are."""
    items, changes = [_Item()], [False]  # within each bracket; whether rows are changed, which RETURNING yields
    bare: list[list[tuple[int, int]]] = [[]]  # items that are the name of a parameter, or of a column of what is FROM
    for match in [*_LIST_TOKENS.finditer(expression), None]:
        token, item = match[0] if match else ";", items[-1]
        if token in (",", ")", "]", ";") or token in _ENDS:
            if item.is_unnamed() or (parameters and item.start >= 0):
                said = expression[item.start : match.start() if match else None].rstrip()
                place, word = (item.start, item.start + len(said)), _DISTINCT.sub("", said.lstrip())
                if item.is_unnamed() or (word in parameters and "." in word):
                    yield place
                elif word in parameters:
                    bare[-1].append(place)
            if token != ",":
                yield from bare[-1] if token != "FROM" else ()
                bare[-1] = []
            items[-1] = _Item(match.end()) if match and token == "," and item.start >= 0 else _Item()
        if token in ("(", "["):
            items.append(_Item())
            changes.append(False)
            bare.append([])
        elif token in (")", "]") and len(items) > 1:
            items.pop()
            changes.pop()
            bare.pop()
            if token == "]" and parameters:  # an element of one is named by it
                items[-1] = replace(items[-1], typed=True)
        elif token in _CHANGES:
            changes[-1] = True
        elif match and (token == "SELECT" or (token == "RETURNING" and changes[-1])):
            items[-1] = _Item(match.end())
        elif token in ("::", "AS"):
            items[-1] = replace(item, typed=item.typed or token == "::", named=item.named or token == "AS")


@dataclass(frozen=True, slots=True)
class _Item:
    """What has been seen of an item of a list; what is of no list has no start."""

    start: int = -1
    typed: bool = False
    named: bool = False

    def is_unnamed(self) -> bool:
        return self.start >= 0 and self.typed and not self.named


_OTHER_NAMES = {
    "bigint": "int8",
    "bit varying": "varbit",
    "boolean": "bool",
    "character": "bpchar",
    "character varying": "varchar",
    "double precision": "float8",
    "integer": "int4",
    "real": "float4",
    "smallint": "int2",
    "time with time zone": "timetz",
    "time without time zone": "time",
    "timestamp with time zone": "timestamptz",
    "timestamp without time zone": "timestamp",
}


def _type_as_name(item: str) -> str:
    """The name that PostgreSQL gives to what is cast to a type at its end."""
    words = re.sub(r"\([\d, -]+\)|\[\]|\)", "", item.rpartition("::")[2]).strip()
    if words.startswith("interval"):
        words = "interval"
    if words in _OTHER_NAMES:
        return ident(_OTHER_NAMES[words])
    return words.rpartition(".")[2] if '"' in words else ident(words.rpartition(".")[2])
