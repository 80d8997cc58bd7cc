"""Expressions that PostgreSQL printed, written as people would write them."""

from __future__ import annotations

from differ.checks.expressions import ADD, AND, COLLATE, COMPARE, IS, NOT, OR, RANGE, UNARY, Tree, canonical, power

_ATOM = 99
_LIKE = {"~~": "like", "!~~": "not like", "~~*": "ilike", "!~~*": "not ilike"}


def readable(text: str, schema: str = "public") -> str:
    """The expression without casts and needless parentheses; as it is where that would lose anything."""
    tree = canonical(text, schema)
    try:
        written, _ = _written(tree)
    except (LookupError, TypeError, ValueError):
        return text
    return written if canonical(written, schema) == tree else text


def _written(tree: Tree) -> tuple[str, int]:
    """The text of a tree and how tightly its outermost operator binds."""
    head, *parts = tree
    if head == "name":
        return ".".join(parts), _ATOM
    if head == "value":
        number = parts[0].startswith("'-") and parts[0][2:-1].isdigit()
        return (parts[0][1:-1] if number else parts[0]), _ATOM
    if head in ("and", "or"):
        return _chain(head, parts)
    if head == "not":
        return _negated(parts[0])
    if head == "call":
        return f"{parts[0]}({_list(parts[1:])})", _ATOM
    if head == "array":
        return f"array[{_list(parts)}]", _ATOM
    if head == "row":
        return f"({_list(parts)})", _ATOM
    if head == "query":
        return f"({_query(parts)})", _ATOM
    if head == "exists":
        return f"exists {_written(parts[0])[0]}", _ATOM
    if head == "in":
        return _members(parts, "in"), RANGE
    if head.startswith("is "):
        return f"{_inside(parts[0], IS)} {head}", IS
    return _operation(head, parts)


def _operation(head: str, parts: list[Tree]) -> tuple[str, int]:
    if head in ("any", "all"):
        operator, operand, inner = parts
        return f"{_inside(operand, COMPARE)} {operator} {head} ({_written(inner)[0]})", COMPARE
    if head == "prefix":
        return f"{parts[0]}{_inside(parts[1], UNARY)}", UNARY
    if head == "collate":
        return f"{_inside(parts[0], COLLATE)} collate {_written(parts[1])[0]}", COLLATE
    if head == "distinct":
        return f"{_inside(parts[0], IS)} is distinct from {_inside(parts[1], COMPARE)}", IS
    if head in _LIKE:
        return f"{_inside(parts[0], RANGE)} {_LIKE[head]} {_inside(parts[1], RANGE)}", RANGE
    if len(parts) != 2 or head[0].isalpha():
        raise ValueError(head)
    strength = power(head)
    # a - b - c is (a - b) - c.
    left = _inside(parts[0], strength - 1 if strength >= ADD else strength)
    return f"{left} {head} {_inside(parts[1], strength)}", strength


def _chain(word: str, parts: list[Tree]) -> tuple[str, int]:
    strength = AND if word == "and" else OR
    if word == "and" and len(parts) == 2 and [part[0] for part in parts] == [">=", "<="] and parts[0][1] == parts[1][1]:
        low, high = (_inside(part[2], RANGE) for part in parts)
        return f"{_inside(parts[0][1], RANGE)} between {low} and {high}", RANGE
    return f" {word} ".join(_inside(part, strength) for part in parts), strength


def _negated(tree: Tree) -> tuple[str, int]:
    head, *parts = tree
    if head == "in":
        return _members(parts, "not in"), RANGE
    if head.startswith("is "):
        return f"{_inside(parts[0], IS)} is not {head[3:]}", IS
    if head == "distinct":
        return f"{_inside(parts[0], IS)} is not distinct from {_inside(parts[1], COMPARE)}", IS
    return f"not {_inside(tree, NOT - 1)}", NOT


def _members(parts: list[Tree], word: str) -> str:
    left, *members = parts
    text = _written(members[0])[0] if members[0][0] == "query" else f"({_list(members)})"
    return f"{_inside(left, RANGE)} {word} {text}"


def _query(clauses: list[Tree]) -> str:
    return " ".join(f"{clause[0]} {_list(list(clause[1:]))}".strip() for clause in clauses)


def _list(parts: list[Tree]) -> str:
    return ", ".join(_piece(part) for part in parts)


def _piece(tree: Tree) -> str:
    return " ".join(tree[1:]) if tree[0] == "tokens" else _written(tree)[0]


def _inside(tree: Tree, strength: int) -> str:
    """The text of an operand, in parentheses where it binds no more tightly than its operator."""
    text, own = _written(tree)
    return text if own > strength else f"({text})"
