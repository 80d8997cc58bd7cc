"""An installed differ is a pytest plugin without further ado."""

from __future__ import annotations

from importlib.metadata import entry_points

import differ.pytest_plugin


def test_pytest_finds_the_plugin_by_its_entry_point() -> None:
    (found,) = entry_points(group="pytest11", name="differ")
    assert found.load() is differ.pytest_plugin
