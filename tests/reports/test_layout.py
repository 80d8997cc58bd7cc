"""Boxes get places of their own, parents to the left, the same every time."""

from __future__ import annotations

import random
import time

import pytest

from differ.reports.page.layout import Point, Size, lay_out


def _random(seed: int, count: int) -> tuple[list[Size], list[tuple[int, int]]]:
    chance = random.Random(seed)
    sizes = [Size(chance.randint(140, 330), chance.randint(40, 300)) for _ in range(count)]
    edges = [(chance.randrange(count), chance.randrange(count)) for _ in range(count)]
    return sizes, edges


def _overlap(one: Point, a: Size, other: Point, b: Size) -> bool:
    beside = one.x + a.width <= other.x or other.x + b.width <= one.x
    return not beside and not (one.y + a.height <= other.y or other.y + b.height <= one.y)


@pytest.mark.parametrize("seed", range(12))
def test_no_box_is_over_another_or_outside(seed: int) -> None:
    sizes, edges = _random(seed, 60)
    points, whole = lay_out(sizes, edges)
    for i, (point, size) in enumerate(zip(points, sizes, strict=True)):
        assert 0 <= point.x <= point.x + size.width <= whole.width + 0.2
        assert 0 <= point.y <= point.y + size.height <= whole.height + 0.2
        for j in range(i):
            assert not _overlap(point, size, points[j], sizes[j]), (i, j)


def test_what_is_referred_to_stands_to_the_left() -> None:
    points, _ = lay_out([Size(150, 50)] * 5, [(1, 0), (2, 0), (3, 1), (3, 2), (4, 3)])
    assert points[0].x < points[1].x == points[2].x < points[3].x < points[4].x


def test_a_cycle_and_a_reference_to_oneself_are_no_obstacle() -> None:
    points, _ = lay_out([Size(150, 50)] * 3, [(0, 1), (1, 2), (2, 0), (0, 0)])
    assert len(set(points)) == 3


def test_the_same_schema_looks_the_same() -> None:
    sizes, edges = _random(3, 80)
    assert lay_out(sizes, edges) == lay_out(sizes, list(reversed(edges)))


def test_nothing_is_an_empty_picture() -> None:
    assert lay_out([], []) == ([], Size(0.0, 0.0))


def test_four_hundred_tables_are_as_wide_as_a_window_and_soon_laid_out() -> None:
    sizes, edges = _random(1, 400)
    start = time.process_time()
    _, whole = lay_out(sizes, edges)
    assert time.process_time() - start < 2
    assert 0.8 < whole.width / whole.height < 4
