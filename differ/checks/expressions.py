"""Whether two SQL expressions say the same, though one is as people write it and one as PostgreSQL prints it.

Both are parsed into trees that leave out what PostgreSQL adds or rewrites: casts, needless parentheses and aliases,
`IN` as `= ANY (ARRAY[…])`, `BETWEEN` as two comparisons, `LIKE` as `~~`. What the parser does not know is compared
token by token, so a difference that matters is never lost; at worst an equal expression has to be written as found.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from differ.checks.tokens import Token, closing, split_commas, tokens

Tree = tuple[Any, ...]

_OPERATORS = {"!=": "<>", "like": "~~", "ilike": "~~*"}
_COMPARISONS = frozenset({"<", ">", "=", "<=", ">=", "<>", "!="})
_CLAUSES = frozenset(
    "from where group having window order limit offset fetch for union intersect except on using".split()
)
_TYPE_WORDS = {
    "character": ("varying",),
    "bit": ("varying",),
    "double": ("precision",),
    "timestamp": ("with", "without", "time", "zone"),
    "time": ("with", "without", "time", "zone"),
}
# How tightly an operator binds, from loose to tight.
OR, AND, NOT, IS, COMPARE, RANGE, OTHER, ADD, MULTIPLY, POWER, ZONE, COLLATE, UNARY, _POSTFIX = range(1, 15)


def same_expression(one: str, other: str, schema: str = "public") -> bool:
    """Whether both mean the same; names without a schema are PostgreSQL's own or live in `schema`."""
    return _flat(one) == _flat(other) or canonical(one, schema) == canonical(other, schema)


@lru_cache(maxsize=16384)
def canonical(text: str, schema: str = "public") -> Tree:
    """The expression as a tree that compares equal for equal expressions."""
    try:
        return _tree(tokens(text), schema)
    except ValueError:
        return ("text", _flat(text))


def _flat(text: str) -> str:
    return " ".join(text.split()).lower() if "'" not in text and '"' not in text else " ".join(text.split())


def _tree(found: list[Token], schema: str) -> Tree:
    """The tree of one expression; its tokens where the parser does not know it."""
    try:
        parser = _Parser(found, schema)
        tree = parser.expression(0)
        if parser.position == len(found):
            return tree
    except (ValueError, IndexError):
        pass
    return ("tokens", *_bare_names(found, schema))


def _bare_names(found: list[Token], schema: str) -> list[str]:
    """The texts of tokens; dotted names are one text, without the schema that goes without saying."""
    texts: list[str] = []
    for index, token in enumerate(found):
        if token.text == "." and texts:
            texts[-1] += "."
        elif index and found[index - 1].text == "." and texts:
            prefix = texts.pop()
            texts.append(token.text if prefix in ("pg_catalog.", f"{schema}.") else prefix + token.text)
        else:
            texts.append(token.text)
    return texts


class _Parser:
    """Reads tokens by precedence; raises ValueError or IndexError where it does not know what stands there."""

    def __init__(self, found: list[Token], schema: str) -> None:
        self.tokens = found
        self.schema = schema
        self.position = 0

    def peek(self, ahead: int = 0) -> str:
        """The text of a token that is no string and no quoted name, or nothing."""
        index = self.position + ahead
        if index >= len(self.tokens) or self.tokens[index].kind in ("string", "quoted"):
            return ""
        return self.tokens[index].text

    def take(self, *expected: str) -> bool:
        """Step over these words if they come next."""
        if all(self.peek(ahead) == text for ahead, text in enumerate(expected)):
            self.position += len(expected)
            return True
        return False

    def expression(self, least: int) -> Tree:
        left = self.prefix()
        while (tighter := self.infix(left, least)) is not None:
            left = tighter
        return left

    def prefix(self) -> Tree:
        token = self.tokens[self.position]
        if token.kind == "mark" and token.text == "(":
            return self.group()
        self.position += 1
        if token.kind in ("string", "number"):
            return ("value", token.text)
        if token.kind == "operator":
            return _negative(token.text, self.expression(UNARY))
        if token.text == "not" and token.kind == "word":
            return ("not", self.expression(NOT))
        if token.text == "case" and token.kind == "word":
            return self.case()
        if token.kind in ("word", "quoted"):
            return self.name(token)
        raise ValueError(token.text)

    def inside(self) -> list[Token]:
        """The tokens between the parentheses or brackets that open here; steps behind them."""
        end = closing(self.tokens, self.position)
        inner = self.tokens[self.position + 1 : end]
        self.position = end + 1
        return inner

    def group(self) -> Tree:
        inner = self.inside()
        if inner and inner[0].text in ("select", "with", "values"):
            return ("query", *_query(inner, self.schema))
        parts = [_tree(part, self.schema) for part in split_commas(inner)]
        return parts[0] if len(parts) == 1 else ("row", *parts)

    def name(self, first: Token) -> Tree:
        parts = [first.text]
        while self.peek() == "." and self.position + 1 < len(self.tokens):
            parts.append(self.tokens[self.position + 1].text)
            self.position += 2
        following = self.tokens[self.position] if self.position < len(self.tokens) else None
        if following is not None and following.kind == "string" and len(parts) == 1:
            self.position += 1  # interval '1 day': a cast that is written in front
            return ("value", following.text)
        if len(parts) > 1 and parts[0] in ("pg_catalog", self.schema):
            del parts[0]
        if self.peek() == "[" and parts == ["array"]:
            return ("array", *(_tree(part, self.schema) for part in split_commas(self.inside())))
        if self.peek() != "(":
            return ("name", *parts)
        if parts == ["cast"]:
            return self.cast(self.inside())
        if parts == ["exists"]:
            return ("exists", self.group())
        arguments = (_tree(part, self.schema) for part in split_commas(self.inside()))
        return ("call", ".".join(parts), *arguments)

    def cast(self, inner: list[Token]) -> Tree:
        place = next(i for i in range(len(inner) - 1, -1, -1) if inner[i].text == "as")
        return _tree(inner[:place], self.schema)

    def case(self) -> Tree:
        parts: list[Any] = ["case"]
        if self.peek() != "when":
            parts.append(self.expression(0))
        while self.take("when"):
            condition = self.expression(0)
            if not self.take("then"):
                raise ValueError("then")
            parts.append((condition, self.expression(0)))
        if self.take("else"):
            parts.append(self.expression(0))
        if not self.take("end"):
            raise ValueError("end")
        return tuple(parts)

    def infix(self, left: Tree, least: int) -> Tree | None:
        """`left` with what follows it, or None where nothing does that binds as tightly as `least`."""
        word = self.peek()
        if word == "::":
            self.position += 1
            self.type_name()
            return left
        if word == "[":
            return ("subscript", left, *(_tree(part, self.schema) for part in split_commas(self.inside())))
        if word in ("and", "or"):
            return self.chain(left, word, least)
        if word in ("is", "isnull", "notnull"):
            return self.test(left) if least <= IS else None
        negated = word == "not"
        if self.peek(int(negated)) in ("in", "between", "like", "ilike"):
            return self.range(left, negated=negated) if least <= RANGE else None
        if word == "collate" and least <= COLLATE:
            self.position += 1
            return ("collate", left, self.prefix())
        if word == "at" and self.peek(1) == "time" and least <= ZONE:
            self.position += 3
            return ("zone", left, self.expression(ZONE + 1))
        return self.operator(left, word, least)

    def operator(self, left: Tree, word: str, least: int) -> Tree | None:
        if not word or self.tokens[self.position].kind != "operator":
            return None
        strength = power(word)
        if strength < least:
            return None
        self.position += 1
        word = _OPERATORS.get(word, word)
        if self.peek() in ("any", "some", "all") and self.peek(1) == "(":
            every = self.peek() == "all"
            self.position += 1
            # = ANY (SELECT …) is IN; = ANY ((SELECT …)::uuid[]) looks into one array.
            rows = self.peek(1) == "select"
            return _quantified(left, word, self.group(), every=every, rows=rows)
        return (word, left, self.expression(strength + 1))

    def chain(self, left: Tree, word: str, least: int) -> Tree | None:
        strength = AND if word == "and" else OR
        if strength < least:
            return None
        self.position += 1
        return _joined(word, left, self.expression(strength + 1))

    def test(self, left: Tree) -> Tree:
        if self.take("isnull"):
            return ("is null", left)
        if self.take("notnull"):
            return ("not", ("is null", left))
        self.position += 1
        negated = self.take("not")
        if self.take("distinct", "from"):
            tree: Tree = ("distinct", left, self.expression(COMPARE))
        else:
            tree = (f"is {self.peek()}", left)
            self.position += 1
        return ("not", tree) if negated else tree

    def range(self, left: Tree, *, negated: bool) -> Tree:
        self.position += int(negated)
        word = self.peek()
        self.position += 1
        if word == "in":
            inner = self.group()
            tree: Tree = ("in", left, inner) if inner[0] == "query" else _members(left, inner)
            return ("not", tree) if negated else tree
        if word == "between":
            low = self.expression(OTHER)
            if not self.take("and"):
                raise ValueError("and")
            high = self.expression(OTHER)
            if negated:
                return ("or", ("<", left, low), (">", left, high))
            return ("and", (">=", left, low), ("<=", left, high))
        return (("!" if negated else "") + _OPERATORS[word], left, self.expression(OTHER))

    def type_name(self) -> None:
        """Step over the name of a type behind `::`."""
        first = self.tokens[self.position]
        self.position += 1
        while self.peek() == ".":
            first = self.tokens[self.position + 1]
            self.position += 2
        if self.peek() == "(":
            self.inside()
        while self.peek() in _TYPE_WORDS.get(first.text, ()):
            self.position += 1
        if self.peek() == "(":
            self.inside()
        while self.peek() == "[":
            self.inside()


def power(word: str) -> int:
    """How tightly a symbol binds."""
    if word in _COMPARISONS:
        return COMPARE
    return {"+": ADD, "-": ADD, "*": MULTIPLY, "/": MULTIPLY, "%": MULTIPLY, "^": POWER}.get(word, OTHER)


def _joined(word: str, left: Tree, right: Tree) -> Tree:
    parts = [part for tree in (left, right) for part in (tree[1:] if tree[0] == word else (tree,))]
    return (word, *parts)


def _negative(operator: str, operand: Tree) -> Tree:
    """PostgreSQL prints -1 as '-1'."""
    if operator == "-" and operand[0] == "value" and not operand[1].startswith("'"):
        return ("value", f"'-{operand[1]}'")
    return ("prefix", operator, operand)


def _members(left: Tree, inner: Tree) -> Tree:
    members = inner[1:] if inner[0] == "row" else (inner,)
    return ("=", left, members[0]) if len(members) == 1 else ("in", left, *members)


def _quantified(left: Tree, operator: str, inner: Tree, *, every: bool, rows: bool) -> Tree:
    if inner[0] == "array" and (operator, every) in (("=", False), ("<>", True)):
        tree: Tree = ("in", left, *inner[1:])
        return ("not", tree) if every else tree
    if rows and (operator, every) == ("=", False):
        return ("in", left, inner)
    return ("all" if every else "any", operator, left, inner)


def _query(found: list[Token], schema: str) -> list[Any]:
    """A query by its clauses; their parts are expressions, without aliases of columns."""
    clauses: list[list[Token]] = [[]]
    depth = 0
    for token in found:
        if token.kind == "mark":
            depth += (token.text in "([") - (token.text in ")]")
        if token.kind == "word" and token.text in _CLAUSES and not depth:
            clauses.append([])
        clauses[-1].append(token)
    return [_clause(clause, schema) for clause in clauses]


def _clause(clause: list[Token], schema: str) -> Tree:
    word, *rest = clause
    parts = [[t for i, t in enumerate(part) if not _alias(word.text, part, i)] for part in split_commas(rest)]
    return (word.text, *(_tree(_bare(part), schema) for part in parts))


def _alias(clause: str, part: list[Token], index: int) -> bool:
    """Whether a token names a column of the result, or is the AS that a table's alias need not have."""
    if part[index].kind == "word" and part[index].text == "as":
        return True
    return clause == "select" and index > 0 and part[index - 1].kind == "word" and part[index - 1].text == "as"


def _bare(part: list[Token]) -> list[Token]:
    """The part without parentheses around all of it, as PostgreSQL prints them around joins."""
    while part and part[0].text == "(" and closing(part, 0) == len(part) - 1 and part[1].text != "select":
        part = part[1:-1]
    return part
