"""The HTML report without a browser: well formed, complete, and inert whatever the evidence says."""

import re
from decimal import Decimal
from itertools import pairwise

import html5lib
import pytest
from html_pages import ENTITIES, LANGUAGES, LINK, LONG, QUOTE, SAMPLES, SCRIPT, TEMPLATE, page_of, result_of

from criteria.texts import points_as_text
from ratings.html import words
from ratings.html.pictures import WIDTH, levels_picture, points_picture, target_levels_picture, targets_picture
from ratings.html_report import render_html
from ratings.json_report import to_json
from ratings.names import MARKS, STATUS_NAMES
from ratings.result import Result

EVERY = [(name, language) for name in (*SAMPLES, "hostile") for language in LANGUAGES]
BANNED = {"script", "iframe", "object", "embed", "img", "form", "input", "button", "base", "audio", "video"}


def _parsed(page):
    """Return the tree of *page*; any error of syntax fails."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parse(page)


def _tag(element):
    return re.sub(r"^\{.*\}", "", element.tag) if isinstance(element.tag, str) else ""


def _rows(root):
    """Return the words of each row by its first cell: of rows with the same one, the first."""
    rows = {}
    for row in root.iter("tr"):
        rows.setdefault(_said(row[0]), [_said(cell) for cell in row])
    return rows


def _said(element):
    return re.sub(r"\s+", " ", "".join(element.itertext())).strip()


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_a_page_is_well_formed_and_its_parts_are_named_once(name, language):
    root = _parsed(page_of(name, language))
    assert root.get("lang") == language
    elements = list(root.iter())
    ids = [element.get("id") for element in elements if element.get("id")]
    assert len(ids) == len(set(ids))
    for element in elements:
        for attribute in ("aria-labelledby", "aria-describedby"):
            assert set((element.get(attribute) or "").split()) <= set(ids)
        if _tag(element) == "a":
            assert element.get("href")[0] == "#", "a link stays inside the page"
            assert element.get("href")[1:] in ids


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_every_row_of_every_table_is_as_wide_as_its_head(name, language):
    for table in _parsed(page_of(name, language)).iter("table"):
        widths = [sum(int(cell.get("colspan", 1)) for cell in row) for row in table.iter("tr")]
        assert len(set(widths)) == 1, [_said(row) for row in table.iter("tr")]
        assert all(cell.get("rowspan") is None for cell in table.iter())


@pytest.mark.parametrize("name", ["tinh-ha-khe-muc-do-2", "huyen-tan-khe"])
def test_a_target_of_one_level_stands_in_the_column_of_that_level(name):
    for table in _parsed(page_of(name, "vi")).iter("table"):
        heads = [_said(cell) for cell in next(table.iter("tr"))]
        for row in table.iter("tr"):
            if heads[-2:] == ["Mức độ 1", "Mức độ 2"] and _said(row[0]) == "4.1.2":
                assert _said(row[-2]) == "–"
                assert "từ 90 %" in _said(row[-1])
                return
    pytest.fail("there is no row 4.1.2")


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_headings_go_down_one_step_at_a_time(name, language):
    root = _parsed(page_of(name, language))
    levels = [int(_tag(each)[1]) for each in root.iter() if re.fullmatch("h[1-6]", _tag(each))]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_a_page_has_no_script_and_nothing_from_outside(name, language):
    root = _parsed(page_of(name, language))
    for element in root.iter():
        assert _tag(element) not in BANNED
        for attribute, value in element.attrib.items():
            local = re.sub(r"^\{.*\}", "", attribute)
            assert not local.startswith("on")
            assert local not in ("style", "src", "srcset", "srcdoc", "action", "ping")
            assert "harmed" not in value
            if local == "href":
                assert value.startswith("#") or (_tag(element), value) == ("link", "data:,")
    (style,) = (each for each in root.iter() if _tag(each) == "style")
    assert "@import" not in style.text
    assert not re.search(r"url\((?!#)", style.text)
    policy = [each.get("content") for each in root.iter() if each.get("http-equiv") == "Content-Security-Policy"]
    assert policy[0].startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("told", [SCRIPT, QUOTE, LINK, LONG, ENTITIES, TEMPLATE], ids=range(6))
def test_hostile_words_are_shown_as_they_are(told, language):
    assert " ".join(told.split()) in _said(_parsed(page_of("hostile", language)))


def test_marks_that_turn_text_do_not_reach_the_page():
    assert "\N{RIGHT-TO-LEFT OVERRIDE}" not in page_of("hostile", "vi")


@pytest.mark.parametrize("name", SAMPLES)
def test_words_of_the_evidence_are_vietnamese_on_an_english_page(name):
    root = _parsed(page_of(name, "en"))
    (heading,) = root.iter("h1")
    assert [each.get("lang") for each in heading] == ["vi"]
    assert all(each.get("lang") == "vi" for each in root.iter("bdi"))
    assert not any(each.get("lang") for each in _parsed(page_of(name, "vi")).iter("bdi"))


UNSHOWN = {
    "rule": "names of rules, for the JSON",
    "evidence": "paths in the evidence, for the JSON",
    "where": "where a member stands",
    "schema": "of the JSON",
    "answer": "as a file has it; its sentence is shown",
    "registered": "in the sentence of its indicator",
}
"""Keys of a result that a page does not show, and why."""


SPOKEN = ("name", "code", "number", "title", "issuer", "file", "measured", "required", "citation")
"""Keys of words in one language."""


def _texts(value, key=""):
    """Yield the key and the words of all that *value*, part of a result as JSON, says in Vietnamese."""
    if key in UNSHOWN:
        return
    if isinstance(value, dict):
        if set(value) == {"vi", "en"}:
            yield key, value["vi"]
            return
        unasked = {"required"} if value.get("status") == "not_applicable" else set()
        for inner in value.keys() - unasked:
            yield from _texts(value[inner], inner)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each, key)
    elif key in SPOKEN:
        yield key, value


SHOWN_PARTS = ("subject", "level", "explanation", "levels", "criteria", "recognition", "blocking", "findings")


@pytest.mark.parametrize("name", SAMPLES)
def test_everything_that_a_result_says_is_on_the_page(name):
    result = result_of(name)
    said = _said(_parsed(page_of(name, "vi")))
    data = to_json(result, "vi")
    if isinstance(result, Result):
        data["levels"] = [each for each in data["levels"] if each["least_points"]]  # what is left needs none
    for part in SHOWN_PARTS:
        for key, told in _texts(data.get(part) or [], part):
            if told in ("Đạt.", ""):
                continue  # the status says so
            if key == "explanation" and part == "criteria" and not isinstance(result, Result):
                continue  # of an indicator: in parts, level by level
            assert " ".join(told.split()) in said, (part, key, told)


@pytest.mark.parametrize("name", [name for name in SAMPLES if isinstance(result_of(name), Result)])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_points_of_every_criterion_and_indicator_stand_in_the_tables(name, language):
    result, rows = result_of(name), _rows(_parsed(page_of(name, language)))
    assert isinstance(result, Result)
    for criterion in result.criteria:
        for judged in (criterion, *criterion.indicators):
            points, most = (points_as_text(each).into(language) for each in (judged.points, judged.max_points))
            score = f"{points}/{most}" if judged.status != "not_applicable" else ""
            if judged is criterion:
                assert rows[judged.id][2] == score
            else:
                said = STATUS_NAMES[judged.status].into(language)
                assert rows[judged.id][1] == f"{score} {MARKS[judged.status]} {said}".strip()


def _picture_texts(root):
    return [_said(each) for each in root.iter() if _tag(each) == "text"]


@pytest.mark.parametrize("name", SAMPLES)
def test_a_picture_has_a_bar_for_each_row_of_its_table(name):
    root = _parsed(page_of(name, "vi"))
    pictures = [each for each in root.iter() if _tag(each) == "svg"]
    assert [each.get("role") for each in pictures] == ["img", "img"]
    for picture in pictures:
        title, desc = (next(each for each in picture.iter() if _tag(each) == tag) for tag in ("title", "desc"))
        assert _said(title)
        assert words.SAME_FIGURES.vi in _said(desc)
        assert picture.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
    result = result_of(name)
    for text in _picture_texts(root):
        assert text
    made = (
        (points_picture(result, "vi"), levels_picture(result, "vi"))
        if isinstance(result, Result)
        else (targets_picture(result, "vi"), target_levels_picture(result, "vi"))
    )
    assert len(_picture_texts(root)) == 2 * sum(len(each.bars) for each in made)
    for bar in (bar for picture in made for bar in picture.bars):
        assert 0 <= bar.filled <= bar.whole <= WIDTH
        assert bar.needed is None or 0 <= bar.needed <= WIDTH


def test_the_distance_to_each_level_is_what_the_total_lacks():
    result = result_of("so-tai-chinh-thieu-minh-chung")
    assert isinstance(result, Result)
    assert result.points == 70
    assert [(level.id, level.points_needed, level.reached) for level in result.levels] == [
        ("good", Decimal(15), False),
        ("fair", Decimal(0), True),
        ("average", Decimal(0), True),
        ("not-met", Decimal(0), True),
    ]
    page = _said(_parsed(page_of("so-tai-chinh-thieu-minh-chung", "vi")))
    assert "✗ còn thiếu 15 điểm" in page
    assert "bổ sung đủ thì có thể đến 94,5 điểm (Tốt)" in page


@pytest.mark.parametrize("name", [name for name in SAMPLES if isinstance(result_of(name), Result)])
def test_the_levels_agree_with_the_level_reached_and_the_next_one(name):
    result = result_of(name)
    assert isinstance(result, Result)
    ids = [level.id for level in result.levels]
    place = ids.index(result.level.id)
    assert [level.reached for level in result.levels] == [False] * place + [True] * (len(ids) - place)
    above = result.next_level
    assert (
        (above.id, above.points_needed) == (ids[place - 1], result.levels[place - 1].points_needed)
        if above
        else not place
    )


def test_enough_points_are_not_said_to_reach_a_level_that_gates_bar():
    result = result_of("xa-86-diem-chua-dat")
    assert isinstance(result, Result)
    assert [(level.points_needed, level.reached) for level in result.levels[:3]] == [(0, False)] * 3
    assert _said(_parsed(page_of("xa-86-diem-chua-dat", "en"))).count("✗ enough points, gates do not hold") == 3


def test_the_distance_counts_with_the_threshold_of_the_area():
    result = result_of("xa-vung-kho-khan")
    assert isinstance(result, Result)
    assert {level.id: (level.least_points, level.points_needed) for level in result.levels}["good"] == (85, 13)
    assert result.next_level is not None
    assert result.next_level.points_needed == 13


def test_targets_stand_in_a_cell_for_each_level():
    rows = _rows(_parsed(page_of("xa-khuoi-son-thieu-mot-chi-tieu", "vi")))
    assert rows["4"][2:] == ["4/4 ✓ đạt", "3/4 ✗ không đạt"]
    assert rows["5"][2:] == ["2/3 ✗ không đạt", "0/3 ✗ không đạt"]
    assert rows["1.1"][3:] == ["✓ đạt", "✓ đạt"]
    assert rows["5.2.2"][3].startswith("✗ không đạt Cần từ 10")


def test_a_page_is_the_same_every_time():
    for name in ("xa-binh-khe", "xa-thuong-lam"):
        assert render_html(result_of(name), "vi") == page_of(name, "vi")
