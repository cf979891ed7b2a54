"""The heat map: of which colour a share is, at each edge, on the page and in the workbook; and what its heads mean."""

import colorsys
import re
from functools import cache
from io import BytesIO
from pathlib import Path

import html5lib
import pytest
from openpyxl import load_workbook
from test_summary import LANGUAGES, SAMPLES

from ratings.batch import rate_files
from ratings.summarising import counted, summarise
from ratings.summary_html import summary_html
from ratings.summary_sheet import summary_sheet

EDGES = [
    (0, "heat-0"),
    (499_999, "heat-0"),
    (500_000, "heat-1"),
    (649_999, "heat-1"),
    (650_000, "heat-2"),
    (799_999, "heat-2"),
    (800_000, "heat-3"),
    (949_999, "heat-3"),
    (950_000, "heat-4"),
    (1_000_000, "heat-4"),
    (None, "heat-none"),
]
"""Shares in parts per million, and the class of their colour: from red (0) to green (4)."""
CSS = (Path(__file__).parent.parent / "ratings" / "html" / "summary.css").read_text("utf-8")


@cache
def summed():
    return summarise(map(counted, rate_files(sorted(SAMPLES.glob("*.json"))).rated))


def with_share(scheme, share):
    """Return the summary of the samples of a *scheme*, in which every cell of the map has this *share*."""
    (group, *_) = (each for each in summed().groups if each.scheme == scheme)
    status = {0: "fail", 1_000_000: "pass", None: "not_applicable"}.get(share, "partial")

    def cell(each):
        if scheme == "points":
            return each._replace(share=share, status=status)
        return each._replace(levels=tuple(level._replace(share=share, status=status) for level in each.levels))

    lines = tuple(line._replace(cells=tuple(map(cell, line.cells))) for line in group.subjects)
    return summed()._replace(groups=(group._replace(subjects=lines),))


def parsed(summary, language="vi"):
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(summary_html(summary, language))


@pytest.mark.parametrize("scheme", ["points", "targets"])
@pytest.mark.parametrize(("share", "colour"), EDGES)
def test_a_share_has_the_colour_of_its_step(scheme, share, colour):
    (table,) = (each for each in parsed(with_share(scheme, share)).iter("table") if each.get("class") == "map")
    shown = [each for each in table.iter("td") if each.get("class")]
    assert shown
    assert {each.get("class") for each in shown} == {colour}
    if scheme == "points" and share is not None:
        assert {each.find("span").text.split()[-1] for each in shown} == {str(share // 10_000)}


def _hue(colour):
    """Return the hue of "#rrggbb" in degrees: red is 0, yellow 60, green 120."""
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return colorsys.rgb_to_hls(red, green, blue)[0] * 360


def test_the_colours_go_from_red_to_green():
    colours = dict(re.findall(r"\.(heat-\d) { background: (#[0-9a-f]{6});", CSS))
    hues = [_hue(colours[f"heat-{step}"]) for step in range(5)]
    assert hues == sorted(set(hues))
    assert hues[0] < 15
    assert hues[-1] > 100


def test_excel_colours_no_share_red_and_a_full_one_green():
    book = load_workbook(BytesIO(summary_sheet(with_share("points", 500_000), "vi")))
    (formats,) = book["Bản đồ nhiệt"].conditional_formatting
    (scale,) = (rule.colorScale for rule in formats.rules)
    assert [(each.type, each.val) for each in scale.cfvo] == [("num", 0), ("num", 50), ("num", 100)]
    low, middle, high = (_hue(f"#{each.rgb[2:]}") for each in scale.color)
    assert low < 15 < middle < 70
    assert high > 100


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_map_says_in_print_what_its_heads_mean(language):
    """A title that a pointer shows is out of reach of a keyboard, a finger and paper."""
    legends = [each for each in parsed(summed(), language).iter("ul") if each.get("class") == "legend"]
    for legend, group in zip(legends, summed().groups, strict=True):
        said = [" ".join("".join(each.itertext()).split()) for each in legend.iter("li")]
        assert said == [f"{each.id}. {(each.short or each.name).into(language)}" for each in group.criteria]
    assert not re.search(r"\.legend[^{]*{[^}]*(display: none|visibility)", CSS)
