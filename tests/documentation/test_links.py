"""Links lead somewhere, named files exist, and no page knows the machine that it was written on."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from .pages import IDS, PAGES, REPOSITORY, anchors, inline_code, links

_MACHINE = re.compile(r"(?<![\w.~…}\]-])/(?:work|tmp|root|home|mnt|Users|private)/[\w.-]+")
_OF_THE_REPOSITORY = re.compile(r"(?:differ|docs|tests|bench|\.ci)/[\w./-]*\w/?")

pytestmark = pytest.mark.parametrize("page", PAGES, ids=IDS)


def test_links_lead_somewhere(page: Path) -> None:
    for target in links(page.read_text(encoding="utf-8")):
        parts = urlsplit(target)
        if parts.scheme:
            assert parts.scheme == "https", target
            continue
        file = (page.parent / parts.path).resolve() if parts.path else page
        assert file.is_relative_to(REPOSITORY), f"{target} leads out of the repository"
        assert file.exists(), f"{target} leads nowhere"
        if parts.fragment:
            assert parts.fragment in anchors(file.read_text(encoding="utf-8")), f"{target}: there is no such heading"


def test_every_page_is_in_the_index(page: Path) -> None:
    index = REPOSITORY / "docs" / "README.md"
    reached = {(index.parent / target).resolve() for target in links(index.read_text(encoding="utf-8"))}
    assert page in reached or page == index


def test_no_path_of_a_machine(page: Path) -> None:
    assert not _MACHINE.findall(page.read_text(encoding="utf-8"))


def test_named_files_of_the_repository_exist(page: Path) -> None:
    named = [code for code in inline_code(page.read_text(encoding="utf-8")) if _OF_THE_REPOSITORY.fullmatch(code)]
    assert [code for code in named if not (REPOSITORY / code).exists()] == []
