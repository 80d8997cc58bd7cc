"""Where the boxes of a picture go: tables to the right of those they refer to, in columns of about the same height."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

ASPECT = 1.7  # of the whole picture, width to height
COLUMN_GAP = 76.0
ROW_GAP = 22.0
_SWEEPS = 8
_FACTORS = (0.8, 1.0, 1.2, 1.4, 1.7, 2.0, 2.5, 3.2)  # of the height that would do if columns were full


class Size(NamedTuple):
    """Of a box."""

    width: float
    height: float


class Point(NamedTuple):
    """The upper left corner of a box."""

    x: float
    y: float


def lay_out(sizes: Sequence[Size], references: Iterable[tuple[int, int]]) -> tuple[list[Point], Size]:
    """A place for each box, none over another, and the size of the whole; `references` are (from, to) by index.

    The same boxes and references get the same places every time.
    """
    edges = sorted({(child, parent) for child, parent in references if child != parent})
    points: dict[int, Point] = {}
    groups = [(members, *_group(members, sizes, edges)) for members in _components(len(sizes), edges)]
    total = sum(width * height for _, _, (width, height) in groups)
    room = max([math.sqrt(total * ASPECT), *(width for _, _, (width, _) in groups)], default=0.0)
    x = y = tallest = widest = 0.0
    for members, places, (width, height) in sorted(groups, key=lambda group: (-group[2].height, group[0])):
        if x and x + width > room + 1:
            x, y, tallest = 0.0, y + tallest + 2 * ROW_GAP, 0.0
        for member in members:
            points[member] = Point(round(x + places[member].x, 1), round(y + places[member].y, 1))
        x, tallest = x + width + COLUMN_GAP / 2, max(tallest, height)
        widest = max(widest, x - COLUMN_GAP / 2)
    return [points[i] for i in range(len(sizes))], Size(round(widest, 1), round(y + tallest, 1))


def _components(count: int, edges: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Boxes that hang together; all those without any reference are one group."""
    root = list(range(count))

    def find(i: int) -> int:
        while root[i] != i:
            root[i] = root[root[i]]
            i = root[i]
        return i

    for child, parent in edges:
        root[find(child)] = find(parent)
    tied = {end for edge in edges for end in edge}
    groups: dict[int, list[int]] = defaultdict(list)
    for i in range(count):
        groups[find(i) if i in tied else -1].append(i)
    return list(groups.values())


def _group(
    members: Sequence[int], sizes: Sequence[Size], edges: Sequence[tuple[int, int]]
) -> tuple[dict[int, Point], Size]:
    """Places within a group, and its size."""
    inside = set(members)
    own = [edge for edge in edges if edge[0] in inside]
    area = sum((sizes[i].width + COLUMN_GAP) * (sizes[i].height + ROW_GAP) for i in members)
    layers = _ordered(_layers(members, own), own)
    tries = [_in_columns(layers, sizes, math.sqrt(area / ASPECT) * factor) for factor in _FACTORS]
    return min(tries, key=lambda made: abs(math.log(max(made[1].width, 1) / max(made[1].height, 1) / ASPECT)))


def _in_columns(layers: Sequence[Sequence[int]], sizes: Sequence[Size], limit: float) -> tuple[dict[int, Point], Size]:
    """Layers side by side, in columns that are about as high as the limit at most."""
    columns = [column for layer in layers for column in _wrapped(layer, sizes, limit)]
    heights = [sum(sizes[i].height for i in column) + ROW_GAP * (len(column) - 1) for column in columns]
    highest = max(heights)
    points: dict[int, Point] = {}
    x = 0.0
    for column, height in zip(columns, heights, strict=True):
        y = (highest - height) / 2
        for i in column:
            points[i] = Point(x, y)
            y += sizes[i].height + ROW_GAP
        x += max(sizes[i].width for i in column) + COLUMN_GAP
    return points, Size(x - COLUMN_GAP, highest)


def _layers(members: Sequence[int], edges: Sequence[tuple[int, int]]) -> list[list[int]]:
    """What refers to nothing first, all others after what they refer to; an edge that closes a cycle is passed over."""
    parents: dict[int, list[int]] = defaultdict(list)
    children: dict[int, list[int]] = defaultdict(list)
    for child, parent in edges:
        parents[child].append(parent)
        children[parent].append(child)
    level: dict[int, int] = {}
    open_boxes: set[int] = set()
    for start in members:
        stack = [(start, False)]
        while stack:
            box, seen = stack.pop()
            if seen:
                open_boxes.discard(box)
                level[box] = max((level[parent] + 1 for parent in parents[box] if parent in level), default=0)
            elif box not in level and box not in open_boxes:
                open_boxes.add(box)
                stack.append((box, True))
                stack += [(parent, False) for parent in parents[box] if parent not in level]
    for box in members:
        # What refers to nothing stands right before what needs it first.
        if not parents[box] and children[box]:
            level[box] = max(0, min(level[child] for child in children[box]) - 1)
    layers: list[list[int]] = [[] for _ in range(max(level.values(), default=0) + 1)]
    for box in members:
        layers[level[box]].append(box)
    return [layer for layer in layers if layer]


def _ordered(layers: list[list[int]], edges: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Each layer sorted by where the neighbours of its boxes stand, back and forth, so that fewer lines cross."""
    near: dict[int, list[int]] = defaultdict(list)
    for child, parent in edges:
        near[child].append(parent)
        near[parent].append(child)
    place = {box: (i + 0.5) / len(layer) for layer in layers for i, box in enumerate(layer)}
    for sweep in range(_SWEEPS):
        for layer in layers if sweep % 2 == 0 else reversed(layers):
            wanted = {box: _mean([place[other] for other in near[box]], place[box]) for box in layer}
            layer.sort(key=lambda box: (wanted[box], box))
            place.update({box: (i + 0.5) / len(layer) for i, box in enumerate(layer)})
    return layers


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _wrapped(layer: Sequence[int], sizes: Sequence[Size], limit: float) -> list[list[int]]:
    """A layer as columns no higher than the limit, all about as high."""
    total = sum(sizes[i].height + ROW_GAP for i in layer)
    count = math.ceil(total / (limit + ROW_GAP))
    columns: list[list[int]] = [[]]
    filled = 0.0
    for i in layer:
        if columns[-1] and filled + sizes[i].height / 2 > total * len(columns) / count:
            columns.append([])
        columns[-1].append(i)
        filled += sizes[i].height + ROW_GAP
    return columns
