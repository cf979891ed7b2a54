"""How the review looks: its golden pictures, and that of the docs."""

import sys
from importlib import import_module
from pathlib import Path

import pytest
from reviewing import (
    COMMUNE,
    COOPERATIVE,
    LARGE,
    SMALL,
    UNIT,
    Screen,
    app_for,
    copied,
    lines_of,
    picture_of,
    running,
)
from textual.widgets import Input

ROOT = Path(__file__).parent.parent
SCREENS = Path(__file__).parent / "screens"
LOOKS = {
    "unit-80x24-vi": ([UNIT], "vi", SMALL, ["nn"]),
    "unit-80x24-vi-disagree": ([UNIT], "vi", SMALL, ["nnd", "Danh sách trùng tên<enter>3/7"]),
    "cooperative-80x24-en": ([COOPERATIVE], "en", SMALL, ["nna"]),
    "commune-120x40-en-what-if": ([COMMUNE, UNIT], "en", LARGE, ["fnw"]),
    "cooperative-120x40-vi": ([COOPERATIVE, COMMUNE], "vi", LARGE, ["nd", "Không có chứng chỉ<enter>0/22<enter>"]),
    "help-80x24-vi": ([UNIT], "vi", SMALL, ["?"]),
    "unit-80x24-en-no-colour": ([UNIT], "en", SMALL, ["nna"]),
}


@pytest.mark.parametrize("name", LOOKS)
def test_a_screen_is_its_golden_picture(name, tmp_path, request, monkeypatch):
    samples, language, size, keys = LOOKS[name]
    if name.endswith("no-colour"):
        monkeypatch.setenv("NO_COLOR", "1")
    app, taken = app_for(copied(tmp_path, *samples), language), []
    app.animation_level = "none"

    async def script(screen: Screen):
        for each in keys:
            await screen.press(each)
        for line in screen.app.screen.query(Input):
            line.cursor_blink = False
        await screen.settle()
        taken.append(picture_of(screen.app))

    running(app, script, size)
    golden = SCREENS / f"{name}.svg"
    if request.config.getoption("--write-golden"):
        golden.write_text(taken[0], encoding="utf-8")
    expected = golden.read_text(encoding="utf-8")
    assert lines_of(taken[0], *size) == lines_of(expected, *size)
    assert taken[0] == expected, "the words are the same, the styles are not"
    assert str(tmp_path) not in expected
    assert "https:" not in expected


def test_there_is_a_picture_for_each_screen_and_no_other():
    assert {path.name for path in SCREENS.iterdir()} == {f"{name}.svg" for name in LOOKS}


def test_the_picture_of_the_docs_is_what_the_review_looks_like_now(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "docs"))
    capture = import_module("capture_review")
    for name in ("capture_review", "capture"):
        sys.modules.pop(name, None)
    assert capture.PICTURE.read_text(encoding="utf-8") == capture.picture(), "run: python docs/capture_review.py"
