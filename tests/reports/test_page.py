"""The page is proper HTML that asks nobody for anything, and works in a real browser."""

from __future__ import annotations

import dataclasses
import json
import struct
import time
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from justhtml import JustHTML

from differ.reports.page import Drawn, page
from differ.reports.page.picture import picture

from .browser import Browser, browser_running, find_browser
from .pages import CHANGED, SHOP, drawn, many_tables
from .samples import HOSTILE, REPORT

if TYPE_CHECKING:
    from differ.servers import ScratchServer

TITLE = f"shop {HOSTILE}"


@pytest.fixture(scope="module")
def shop(plain_server: ScratchServer) -> Drawn:
    return drawn(plain_server, SHOP, CHANGED)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program = find_browser()
    if program is None:
        pytest.skip("there is no Chromium or Chrome on this machine")
    with browser_running(program) as running:
        yield running


def _parsed(text: str) -> JustHTML:
    document = JustHTML(text, sanitize=False, collect_errors=True)
    assert [str(error) for error in document.errors] == []
    return document


def _attributes(element: Any) -> dict[str, str | None]:
    return element.attrs or {}


def _boxes(shown: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {box["name"]: box for box in shown["boxes"]}


def test_the_page_is_html_without_an_error(shop: Drawn) -> None:
    document = _parsed(page(TITLE, REPORT, shop))
    assert [_attributes(panel)["id"] for panel in document.query("section")] == ["results", "plan", "schema"]
    assert len(document.query("#results li")) == len(REPORT.findings)
    assert not document.query("img, link, iframe")
    assert len(document.query("script")) == 2
    assert "sha256-" in str(_attributes(document.query("meta[http-equiv]")[0])["content"])


def test_a_part_that_is_not_there_is_left_out(shop: Drawn) -> None:
    results = _parsed(page("shop", REPORT, None))
    assert [_attributes(panel)["id"] for panel in results.query("section")] == ["results"]
    no_plan = _parsed(page("shop", None, Drawn(shop.live, no_plan="schema.sql:3: <syntax> error")))
    assert [_attributes(panel)["id"] for panel in no_plan.query("section")] == ["plan", "schema"]
    assert "No plan: schema.sql:3: <syntax> error" in no_plan.to_text()


def test_the_picture_says_what_changes(shop: Drawn) -> None:
    shown = picture(shop.live, shop.desired, shop.plan, REPORT)
    boxes = _boxes(shown)
    assert {name: box["change"] for name, box in boxes.items() if box["change"]} == {
        "public.users": "changed",
        "public.notes": "changed",
        "public.labels": "new",
        "billing.invoices": "gone",
    }
    columns = {column[0]: column for column in boxes["public.notes"]["columns"]}
    assert list(columns) == ["id", "user_id", "body", "seen"]
    assert columns["seen"] == ["seen", "timestamptz", "", "new", ""]
    assert columns["id"][2] == "np"
    assert columns["user_id"][2] == "nf"
    assert columns["body"][4] == "'x'::text"
    assert boxes["public.notes"]["rls"] is True
    assert boxes["public.notes"]["lists"]["policies"] == ["mine: SELECT to PUBLIC using ((user_id = 1))"]
    assert boxes["public.notes"]["lists"]["indexes"] == ["notes_user_id: (user_id)"]
    assert boxes["public.users"]["failures"] == ["column email: expected type text, found type varchar(3)"]
    json.dumps(shown)


def test_keys_and_views_are_lines(shop: Drawn) -> None:
    shown = picture(shop.live, shop.desired, shop.plan, None)
    names = list(_boxes(shown))
    lines = {(names[one], names[other], column) for one, other, column, _ in shown["lines"]}
    assert lines == {
        ("public.users", "public.users", "boss"),
        ("public.notes", "public.users", "user_id"),
        ("public.labels", "public.notes", "note_id"),
        ("billing.invoices", "public.users", "user_id"),
        ("public.recent", "public.notes", ""),
    }


def _different_rows(png: bytes) -> int:
    """How many different rows of pixels a screenshot has: an empty page has a few."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", png[16:24])
    data, place = b"", 8
    while place < len(png):
        (length,) = struct.unpack(">I", png[place : place + 4])
        if png[place + 4 : place + 8] == b"IDAT":
            data += png[place + 8 : place + 8 + length]
        place += 12 + length
    raw = zlib.decompress(data)
    step = len(raw) // height
    assert step >= width * 3
    return len({raw[i : i + step] for i in range(0, len(raw), step)})


def _opened(browser: Browser, folder: Path, text: str, fragment: str, *, dark: bool = False) -> None:
    file = folder / "page.html"
    file.write_text(text, encoding="utf-8")
    browser.open(file, fragment=fragment, dark=dark)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_browser_shows_it(browser: Browser, shop: Drawn, tmp_path: Path, dark: bool) -> None:
    _opened(browser, tmp_path, page(TITLE, REPORT, shop), "#schema", dark=dark)
    assert browser.run("document.querySelectorAll('.box').length") == 6
    assert browser.run("document.querySelectorAll('.edge').length") == 5
    assert browser.run("[...document.querySelectorAll('.box.new')].map(box => box.dataset.name)") == ["public.labels"]
    ground = browser.run("getComputedStyle(document.body).backgroundColor")
    assert ground == ("rgb(20, 22, 26)" if dark else "rgb(247, 247, 245)")
    browser.picture(tmp_path / "page.png")
    assert _different_rows((tmp_path / "page.png").read_bytes()) > 100
    assert browser.errors == []
    assert [url for url in browser.requests if not url.startswith(("file:", "about:"))] == []


def test_hostile_names_are_shown_and_never_run(browser: Browser, shop: Drawn, tmp_path: Path) -> None:
    _opened(browser, tmp_path, page(TITLE, REPORT, shop), "#schema")
    assert browser.run("document.querySelectorAll('img').length") == 0
    names = browser.run("[...document.querySelectorAll('#tables button span')].map(name => name.textContent)")
    assert "</script><img src=x onerror=alert(1)>" in names
    assert browser.errors == []


def test_it_goes_by_keys(browser: Browser, shop: Drawn, tmp_path: Path) -> None:
    _opened(browser, tmp_path, page("shop", REPORT, shop), "")
    assert browser.run("[...document.querySelectorAll('.panel')].filter(p => !p.hidden).map(p => p.id)") == ["results"]
    browser.press("3")
    browser.run("new Promise(done => setTimeout(done, 50))")
    chosen = "document.querySelector('#details h2')?.textContent"
    browser.press("n")
    assert browser.run(chosen) == "public.users"
    browser.press("n")
    assert browser.run(chosen) == "public.notes"
    browser.press("ArrowLeft")
    assert browser.run(chosen) == "public.users"
    browser.press("Escape")
    assert browser.run("document.getElementById('details').hidden") is True
    for key in "/labels":
        browser.press(key)
    browser.press("Enter")
    assert browser.run(chosen) == "public.labels"
    before = browser.run("document.querySelectorAll('.box text').length")
    browser.press("a")
    assert browser.run("document.querySelectorAll('.box text').length") > before
    browser.press("t")
    assert browser.run("document.documentElement.dataset.theme") == "dark"
    browser.press("t")


def test_results_are_filtered(browser: Browser, tmp_path: Path) -> None:
    _opened(browser, tmp_path, page("shop", REPORT, None), "#results")
    shown = "[...document.querySelectorAll('.group li')].filter(item => item.offsetParent).length"
    assert browser.run(shown) == len(REPORT.findings) - REPORT.counts["hold"]
    for key in "/varchar":
        browser.press(key)
    assert browser.run(shown) == 1


def test_four_hundred_tables_are_usable(browser: Browser, plain_server: ScratchServer, tmp_path: Path) -> None:
    sql = many_tables(400)
    text = page("big", None, drawn(plain_server, sql, f"{sql}; create table brand_new (id integer)"))
    assert len(text) < 1_500_000
    start = time.monotonic()
    _opened(browser, tmp_path, text, "#schema")
    assert time.monotonic() - start < 30
    assert browser.run("document.querySelectorAll('.box').length") == 401
    assert browser.run("document.querySelector('svg').classList.contains('far')") is True
    for key in "/brand":
        browser.press(key)
    browser.press("Enter")
    assert browser.run("document.querySelector('#details h2').textContent") == "public.brand_new"
    assert browser.run("document.querySelector('svg').classList.contains('far')") is False
    assert browser.errors == []


def test_a_report_without_failures_shows_all(shop: Drawn) -> None:
    green = dataclasses.replace(REPORT, findings=REPORT.findings[:1])
    document = _parsed(page("shop", green, shop))
    boxes = document.query("#statuses input[type=checkbox]")
    assert len([box for box in boxes if "checked" in _attributes(box)]) == 4
