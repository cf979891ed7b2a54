"""The HTML report in a real browser: headless Chromium, with axe, at the width of a phone and of a desk, and on A4.

``.ci/run`` installs Chromium and sets XHHT_BROWSER=1: then these tests fail where there is none. Elsewhere they are
skipped, so that the README's command passes on a machine without a browser.
"""

import os
import shutil
from collections.abc import Iterator
from io import BytesIO

import pypdf
import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from html_pages import LANGUAGES, SAMPLES, page_of, result_of
from playwright.sync_api import BrowserContext, Page, sync_playwright

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
LOOKED_AT = ("so-tai-chinh-thieu-minh-chung", "xa-khuoi-son-thieu-mot-chi-tieu", "hostile")
"""By points with something missing, by targets, and evidence that is out to do harm."""
WIDTHS = (360, 1280)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
A4 = (595, 842)
SIDES = (56.7, 42.5)
"""Width and height of A4, and its margins on the left and on the right, in points."""


@pytest.fixture(scope="module")
def browser() -> Iterator[BrowserContext]:
    """One browser for all tests of a worker; its windows share a context, as making one takes long."""
    if CHROMIUM is None:
        if os.environ.get("XHHT_BROWSER") == "1":
            pytest.fail("XHHT_BROWSER=1, but there is no Chromium: install it (Debian: apt install chromium)")
        pytest.skip("no Chromium here: install it to test pages in a browser (Debian: apt install chromium)")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield started.new_context()
        started.close()


class Opened:
    """A page in the browser, with what it asked for and what it complained of."""

    def __init__(self, page: Page, file) -> None:
        self.page, self.asked, self.said = page, [], []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        self.address = file.as_uri()
        page.goto(self.address)


@pytest.fixture
def opened(browser, tmp_path):
    """Return a function that opens the page of a sample from a file, in a window of a width."""
    pages = []

    def opening(name: str, language: str, width: int = 1280) -> Opened:
        file = tmp_path / f"{name}.{language}.html"
        file.write_text(page_of(name, language), encoding="utf-8")
        pages.append(browser.new_page())
        pages[-1].set_viewport_size({"width": width, "height": 800})
        return Opened(pages[-1], file)

    yield opening
    for page in pages:
        page.close()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", LOOKED_AT)
def test_axe_finds_nothing(opened, name, language, width):
    found = Axe().run(opened(name, language, width).page, options={"runOnly": RULES, "resultTypes": ["violations"]})
    assert not found.response["violations"], found.generate_report()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", LOOKED_AT)
def test_a_page_asks_for_nothing_and_runs_nothing(opened, name, language):
    shown = opened(name, language)
    for element in shown.page.locator("a, bdi, td").all()[:40]:
        element.dispatch_event("mouseover")
        element.dispatch_event("focus")
    assert shown.page.evaluate("[typeof window.harmed, document.scripts.length]") == ["undefined", 0]
    assert shown.asked == [shown.address]
    assert shown.said == []


def test_even_a_script_that_got_in_would_not_run(opened):
    shown = opened("hostile", "vi")
    shown.page.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "window.harmed = 1";
            document.body.append(script);
            document.body.insertAdjacentHTML("beforeend", "<img src='x' onerror='window.harmed = 1'>");
        }"""
    )
    shown.page.wait_for_timeout(100)
    assert shown.page.evaluate("typeof window.harmed") == "undefined"
    assert shown.said
    assert all("Content Security Policy" in each for each in shown.said)


WIDER = """() => {
    const wide = [];
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth > room) wide.push("the page: " + document.documentElement.scrollWidth);
    for (const each of document.body.querySelectorAll("*:not(svg *):not(.unseen)")) {
        const box = each.getBoundingClientRect();
        const seen = box.width > 1 && !each.closest("thead") && getComputedStyle(each).display !== "inline";
        if (seen && (box.right > room + 0.5 || each.scrollWidth > each.clientWidth + 1)) {
            wide.push(each.tagName + ": " + each.textContent.trim().slice(0, 60));
        }
    }
    return wide;
}"""
CROSSING = """() => [...document.querySelectorAll("svg.bars")].flatMap(picture => {
    const size = picture.viewBox.baseVal;
    return [...picture.querySelectorAll("g")].filter(bar => {
        const [label, value] = [...bar.querySelectorAll("text")].map(text => text.getBBox());
        return label.x < -2 || label.x + label.width > value.x || value.x + value.width > size.width + 1;
    }).map(bar => bar.textContent.trim());
})"""


@pytest.mark.parametrize(
    ("name", "languages", "widths"),
    [(name, LANGUAGES, WIDTHS) if name in LOOKED_AT else (name, ["vi"], [360]) for name in (*SAMPLES, "hostile")],
    ids=[*SAMPLES, "hostile"],
)
def test_nothing_is_wider_than_its_place(opened, name, languages, widths):
    for language in languages:
        page = opened(name, language, widths[0]).page
        for width in widths:
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate(WIDER) == []
            assert page.evaluate(CROSSING) == []


def _printed(page: Page) -> bytes:
    return page.pdf(prefer_css_page_size=True, tagged=True)


def _items(element) -> list:
    """Return what a PDF element of structure holds, as a list."""
    held = element.get("/K", [])
    held = held.get_object() if hasattr(held, "get_object") else held
    return [each.get_object() for each in held] if isinstance(held, list) else [held]


def _pages_of(element, numbers, inherited=None) -> set[int]:
    """Return the numbers of the pages on which the content of an element of structure lies."""
    at = element.get("/Pg")
    page = numbers.get(at.get_object().indirect_reference.idnum) if at is not None else inherited
    found = set()
    for each in _items(element):
        if isinstance(each, int):
            found.add(page)
        else:
            found |= _pages_of(each, numbers, page)
    return found - {None}


def _elements(element, kind: str) -> Iterator[dict]:
    """Yield the elements of *kind* below *element*."""
    for each in _items(element):
        if not isinstance(each, int):
            if each.get("/S") == kind:
                yield each
            yield from _elements(each, kind)


class Sheets:
    """A printed page: its sheets, their words, and on which of them each row lies."""

    def __init__(self, printed: bytes) -> None:
        self._reader = pypdf.PdfReader(BytesIO(printed))
        self._printed = printed
        self._numbers = {page.indirect_reference.idnum: place for place, page in enumerate(self._reader.pages)}
        self._tree = self._reader.trailer["/Root"]["/StructTreeRoot"]

    @property
    def sizes(self) -> set[tuple[int, int]]:
        return {(round(page.mediabox.width), round(page.mediabox.height)) for page in self._reader.pages}

    def rows(self) -> list[set[int]]:
        """Return for each row the sheets on which it lies; a head counts where it stands first."""
        return [_pages_of(row, self._numbers) for row in _elements(self._tree, "/TR")]

    def tables(self) -> list[set[int]]:
        return [_pages_of(table, self._numbers) for table in _elements(self._tree, "/Table")]

    def heads(self) -> Iterator[tuple[set[int], set[int]]]:
        """Yield for each table the sheets of its head, as it stands first, and of its first row."""
        for table in _elements(self._tree, "/Table"):
            head, first, *_ = (_pages_of(row, self._numbers) for row in _elements(table, "/TR"))
            yield head, first

    def words(self) -> list[str]:
        document = pypdfium2.PdfDocument(self._printed)
        return [sheet.get_textpage().get_text_range() for sheet in document]

    def edges(self) -> tuple[float, float, float, float]:
        """Return how far left, low, right and high any words stand."""
        boxes = []
        for sheet in pypdfium2.PdfDocument(self._printed):
            text = sheet.get_textpage()
            boxes += [text.get_rect(place) for place in range(text.count_rects())]
        return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_page_prints_on_a4_without_cut_rows(opened, name):
    sheets = Sheets(_printed(opened(name, "vi").page))
    assert sheets.sizes == {A4}
    rows = sheets.rows()
    result = result_of(name)
    assert len(rows) >= len(result.criteria) + sum(len(each.indicators) for each in result.criteria)
    assert [row for row in rows if len(row) != 1] == []
    assert [both for both in sheets.heads() if both[0] != both[1]] == [], "a head alone at the foot of a sheet"
    left, low, right, high = sheets.edges()
    assert left >= SIDES[0] - 1
    assert right <= A4[0] - SIDES[1] + 1
    assert low > 0
    assert high < A4[1]
    words = sheets.words()
    for place, said in enumerate(words, 1):
        assert f"{place}/{len(words)}" in said


def test_words_without_a_space_are_not_cut_off_on_paper(opened):
    sheets = Sheets(_printed(opened("hostile", "vi").page))
    left, _, right, _ = sheets.edges()
    assert left >= SIDES[0] - 1
    assert right <= A4[0] - SIDES[1] + 1
    assert "".join(sheets.words()).count("x") >= 5 * 2000


def test_the_head_of_a_table_stands_on_each_of_its_sheets(opened):
    sheets = Sheets(_printed(opened("xa-binh-khe", "vi").page))
    words, annex = sheets.words(), sheets.tables()[-1]
    assert len(annex) > 1
    assert all("Dùng cho" in words[place] for place in annex)
