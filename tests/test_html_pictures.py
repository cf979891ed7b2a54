"""The pictures of the HTML report, bar by bar as they are drawn, and the parts of a result beside its criteria.

Bars and marks are read from the page and held against the result, in exact fractions.
"""

import re
from fractions import Fraction
from functools import cache

import html5lib
import pytest
from html_pages import LANGUAGES, SAMPLES, page_of, result_of

from criteria.texts import Text, points_as_text
from ratings.html_report import render_html
from ratings.names import PROVENANCE_NAMES
from ratings.result import Result
from ratings.result_parts import RefusedShown
from ratings.result_sentences import change_lead
from ratings.text_sections import members_sentence, standard_status

FULL = 340
"""Units that the longest bar of a picture takes."""
MOST_MISSED = 50
EVERY = [(name, language) for name in SAMPLES for language in LANGUAGES]


@cache
def parsed(name, language="vi"):
    return _parsed(page_of(name, language))


def _parsed(page):
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)


def said(element):
    return " ".join("".join(element.itertext()).split())


def section(root, name):
    """Return the section with the heading *name*; None where there is none."""
    return next((each for each in root.iter("section") if each.get("aria-labelledby") == name), None)


def _units(size, longest):
    return int(FULL * Fraction(size) / Fraction(longest)) if longest else 0


def _drawings(root, tag):
    """Yield the elements *tag* of drawings inside *root*."""
    return (each for each in root.iter() if each.tag == f"{{http://www.w3.org/2000/svg}}{tag}")


def _drawn(picture):
    """Return of each bar how long it can be and is, where its hatched part ends and where its mark stands."""
    assert picture.get("viewBox").split()[:3] == ["0", "0", str(FULL)]
    bars = []
    for group in _drawings(picture, "g"):
        whole, *filled = _drawings(group, "rect")
        assert whole.get("class") == "whole"
        assert float(whole.get("x")) == 0.5
        hatched = [each for each in filled if each.get("class") != "filled"]
        filled = [each for each in filled if each.get("class") == "filled"]
        assert all(each.get("x") == "0" for each in filled)
        length = sum(int(each.get("width")) for each in filled)
        assert all(int(each.get("x")) == length for each in hatched)
        marks = [re.fullmatch(r"M(\d+) 18V36", path.get("d"))[1] for path in _drawings(group, "path")]
        bars.append(
            (
                float(whole.get("width")),
                length,
                length + sum(int(each.get("width")) for each in hatched),
                [int(each) for each in marks],
            )
        )
    return bars


def _bar(whole, filled, needed=None):
    """Return a bar as ``_drawn`` does; its frame is half a unit inside, and so is the mark of one to the end."""
    end = max(filled, needed or 0)
    return float(max(whole - 1, 1)), filled, end, [max(needed - 1, 1)] if needed is not None else []


def _awaited(result):
    """Return the bars of how far it is to each level, and those of each criterion."""
    if isinstance(result, Result):
        total, most = result.points, result.max_points
        levels = [
            _bar(FULL, _units(total, most), _units(level.least_points, most))
            for level in result.levels
            if level.least_points
        ]
        longest = max(each.max_points for each in result.criteria)
        criteria = [_bar(_units(each.max_points, longest), _units(each.points, longest)) for each in result.criteria]
        return levels, criteria
    levels = [
        _bar(FULL if level.targets else 0, _units(level.targets - len(level.lacking), level.targets), _units(1, 1))
        for level in reversed(result.levels)
    ]
    counts = []
    for criterion in result.criteria:
        for level in reversed(result.levels):
            inner = (shown for each in criterion.indicators for shown in each.levels if shown.level == level.id)
            met = [each.met for each in inner if each.met is not None]
            counts.append((sum(met), len(met)))
    longest = max(of for _, of in counts)
    return levels, [_bar(_units(of, longest), _units(met, longest)) for met, of in counts]


@pytest.mark.parametrize("name", SAMPLES)
def test_every_bar_is_as_long_as_its_figure_and_every_mark_stands_where_it_is_needed(name):
    levels, criteria = _awaited(result_of(name))
    assert [_drawn(each) for each in _drawings(parsed(name), "svg")] == [levels, criteria]


def _sentence(told, language):
    return " ".join(told.into(language).split())


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_the_way_up_has_every_cheapest_change_and_every_place_where_points_are_open(name, language):
    result = result_of(name)
    shown, above = section(parsed(name, language), "steps"), result.next_level
    assert (shown is None) == (above is None)
    if shown is None:
        return
    assert above.name.into(language) in said(shown) or above.once_gates_hold is not None
    changes = above.cheapest.changes if above.cheapest is not None else ()
    assert [said(each) for each in shown.iter("li")] == [
        " ".join(f"{change_lead(each).into(language)}{each.explanation.into(language)}".split()) for each in changes
    ]
    rows = [[said(cell) for cell in row] for row in shown.iter("tr")][1:]
    if isinstance(result, Result):
        assert rows == [
            [each.indicator, f"+{points_as_text(each.points).into(language)}", _sentence(each.explanation, language)]
            for each in above.steps
        ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_why_a_level_is_out_of_reach_is_said(language):
    reasons = (Text("Vì một", "One"), Text("Vì hai", "Two"))
    for name in ("phong-tckh-chua-dat", "truong-dai-hoc-chua-dat"):
        result = result_of(name)
        above = result.next_level._replace(cheapest=None, out_of_reach=reasons)
        shown = section(_parsed(render_html(result._replace(next_level=above), language)), "steps")
        assert [said(each) for each in shown.iter("li")] == [each.into(language) for each in reasons]


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_every_standard_stands_there_with_its_level_and_why(name, language):
    result = result_of(name)
    shown = section(parsed(name, language), "standards")
    assert (shown is None) == (not result.standards)
    rows = [[said(cell) for cell in row] for row in shown.iter("tr")][1:] if shown is not None else []
    assert len(rows) == len(result.standards or ())
    badges = [each for each in shown.iter("span") if "status" in each.get("class", "").split()] if rows else []
    for row, badge, standard in zip(rows, badges, result.standards or (), strict=True):
        assert row[0] == _sentence(standard.name, language)
        assert row[1].endswith(_sentence(standard.level_name, language))
        assert badge.get("class") == f"status {standard_status(standard)}"
        sure = f" [{PROVENANCE_NAMES[standard.provenance].into(language)}]" if standard.provenance != "official" else ""
        assert row[2] == _sentence(standard.explanation, language) + sure


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_the_members_below_their_title_stand_there_with_their_level_and_why(name, language):
    result = result_of(name)
    shown = section(parsed(name, language), "members")
    assert (shown is None) == (not result.members)
    if shown is None:
        return
    assert [said(each) for each in shown.iter("h3")] == [
        _sentence(members_sentence(each), language) for each in result.members
    ]
    rows = [[said(cell) for cell in row] for row in shown.iter("tr") if row.find("td") is not None]
    assert rows == [
        [f"{each.name} ({each.code})" if each.code else each.name, each.level.name.into(language),
         _sentence(each.explanation, language)]
        for members in result.members for each in members.missed[:MOST_MISSED]
    ]  # fmt: skip


def test_members_that_cannot_be_rated_stand_there_with_all_that_is_wrong():
    messages = (Text("Sai một", "One"), Text("Sai hai", "Two"))
    result = result_of("xa-binh-khe")._replace(refused_members=(RefusedShown("gia-dinh.jsonl:3", messages),))
    shown = section(_parsed(render_html(result, "vi")), "members")
    (row,) = [row for row in shown.iter("tr") if said(row[0]) == "gia-dinh.jsonl:3"]
    assert [said(each) for each in row.iter("p")] == ["Sai một", "Sai hai"]


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_every_row_of_what_was_judged_has_its_head(name, language):
    """With a screen reader the id is read with each cell of the row."""
    judged = [each for each in parsed(name, language).iter("table") if each.get("class") == "judged"]
    heads = []
    for row in (row for table in judged for row in table.find("tbody")):
        (head,) = row.findall("th")
        assert (head.get("scope"), head.get("role")) == ("row", "rowheader")
        heads.append(said(head))
    assert heads == [each.id for criterion in result_of(name).criteria for each in criterion.indicators]


def test_the_samples_have_all_that_is_held_here():
    results = [result_of(name) for name in SAMPLES]
    above = [each.next_level for each in results if each.next_level]
    assert any(each.standards for each in results)
    assert any(members.missed for each in results for members in each.members or ())
    assert any(each.cheapest.changes for each in above if each.cheapest)
    assert any(each.next_level.steps for each in results if isinstance(each, Result) and each.next_level)
