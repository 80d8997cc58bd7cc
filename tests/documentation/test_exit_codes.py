"""docs/exit-codes.md lists what the command line can end with."""

from __future__ import annotations

from collections.abc import Iterator

from differ.__main__ import INTERRUPTED_EXIT_CODE, USAGE_EXIT_CODE
from differ.errors import DifferError

from .pages import REPOSITORY, first_cells

PAGE = (REPOSITORY / "docs" / "exit-codes.md").read_text(encoding="utf-8")
_NO_ERRORS = {0, 1, 2}


def exit_codes(error: type[DifferError]) -> Iterator[int]:
    yield error.exit_code
    for inner in error.__subclasses__():
        yield from exit_codes(inner)


def test_every_exit_code_has_its_row_and_no_other() -> None:
    assert {int(cell) for cell in first_cells(PAGE)} == {
        *_NO_ERRORS,
        *exit_codes(DifferError),
        USAGE_EXIT_CODE,
        INTERRUPTED_EXIT_CODE,
    }
