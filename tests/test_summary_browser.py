"""The page of a summary in headless Chromium: axe finds nothing, nothing runs, the page itself never scrolls sideways.

As for the HTML report (``test_html_browser``): skipped where there is no browser, unless XHHT_BROWSER=1.
"""

import os
import shutil
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, sync_playwright
from test_summary import HOSTILE, LANGUAGES, forty, sheet, written

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def browser() -> Iterator[BrowserContext]:
    if CHROMIUM is None:
        if os.environ.get("XHHT_BROWSER") == "1":
            pytest.fail("XHHT_BROWSER=1, but there is no Chromium: install it (Debian: apt install chromium)")
        pytest.skip("no Chromium here: install it to test pages in a browser (Debian: apt install chromium)")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield started.new_context()
        started.close()


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("what", ["province", "hostile"])
def test_the_page_is_accessible_and_inert(xhht, browser, tmp_path, what, language, width):
    evidence = forty() if what == "province" else [sheet(name, {"1": 10, "2": 1}) for name in (*HOSTILE, "x" * 400)]
    out = tmp_path / "summary.html"
    files = written(tmp_path / "in", *evidence)
    assert xhht("summary", *files, "--format", "html", "--lang", language, "-o", out).status == 0
    page, said, asked = browser.new_page(), [], []
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: asked.append(request.url))
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(out.as_uri())
    found = Axe().run(page, options={"runOnly": RULES, "resultTypes": ["violations"]})
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    assert not found.response["violations"], found.generate_report()
    assert wide <= width
    assert [each for each in asked if not each.startswith(("file:", "data:"))] == []
    assert said == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_phone_shows_the_level_of_each_subject_without_scrolling(xhht, browser, tmp_path, language):
    out = tmp_path / "summary.html"
    files = written(tmp_path / "in", *forty())
    assert xhht("summary", *files, "--lang", language, "-o", out).status == 0
    page = browser.new_page()
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(out.as_uri())
    heads = page.locator(".league").first.locator("thead th").all_inner_texts()
    level = heads.index("Level" if language == "en" else "Mức")
    rights = page.evaluate(
        "n => [...document.querySelectorAll('.league tbody tr')].map(r => r.cells[n].getBoundingClientRect().right)",
        level,
    )
    page.close()
    assert len(rights) == len(forty())
    assert max(rights) <= 360
