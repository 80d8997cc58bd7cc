"""Rows of a table that are values of columns keep their values when the table becomes a type of its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .after import asked

if TYPE_CHECKING:
    from differ.servers import ScratchServer

_USED = "create table u (v c, w c[]);"


@pytest.mark.parametrize(("columns", "value"), [("(a int)", "(5)"), ("(a int, b text)", "(5,x)")])
def test_a_table_that_becomes_a_type_keeps_its_values(server: ScratchServer, columns: str, value: str) -> None:
    live = f"create table c {columns}; {_USED} insert into u values ('{value}', array['{value}'::c])"
    found = asked(server, live, f"create type c as {columns}; {_USED}", "select v::text, w[1]::text from u")
    assert found == [(value, value)]
