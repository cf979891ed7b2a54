"""Evidence for rule sets of targets as bad as it comes: every mistake named where it stands, nothing unsafe shown."""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from jsonschema import Draft202012Validator
from rich.cells import cell_len
from support import PAPER
from test_bad_input import HOSTILE, Run, only_message, refused, run, strings, unsafe

from criteria.catalogue import FOLDER, rule_set
from criteria.loading import load_rule_set
from criteria.questions import AskChange, AskChoice, AskMet, AskShare, AskValue
from criteria.shared import BaseIndicator
from ratings.evidence import EvidenceError
from ratings.rating import rate
from ratings.schemas import schema

Parts = dict[str, Any]
LANGUAGES = ("vi", "en")
UNIT, UNIT_OF_PROVINCE = "tt24-2023-district", "tt24-2023-province"
COMMUNE, DISTRICT, PROVINCE = "tt25-2023-commune", "tt25-2023-district", "tt25-2023-province"
TARGET_SETS = (UNIT, UNIT_OF_PROVINCE, COMMUNE, DISTRICT, PROVINCE)
YEAR = 2025
MAY_NOT_APPLY = {COMMUNE: ("3.2", "3.3"), DISTRICT: ("3.2", "3.3"), PROVINCE: ("3.1", "4.1.1", "4.1.2")}
"""What ask about a place or a tier that a locality may not have (ADR 0010); all others always apply."""
LEFT_OUT: Parts = {"not_applicable": "Không có"}


# Evidence that meets everything: what other files of tests build on.


def met_answer(indicator: BaseIndicator) -> Parts:
    """Return an answer with a paper that meets every target of *indicator*."""
    match indicator.answer:
        case AskMet():
            answer: Parts = {"met": True}
        case AskShare():
            answer = {"count": 100, "of": 100}
        case AskValue():
            answer = {"value": 12}
        case AskChoice(options=options):
            answer = {"choice": options[-1].id}
        case AskChange(direction=direction):
            answer = {"value": 58.4, "previous": 61.2} if direction == "fall" else {"value": 61.2, "previous": 58.4}
        case other:
            raise AssertionError(other)
    return answer | {"documents": [PAPER]}


def met_answers(name: str) -> dict[str, Parts]:
    """Return answers that meet every target of the rule set *name*."""
    return {each.id: met_answer(each) for each in rule_set(name).indicators}


def subject_of(name: str, **changes: Any) -> Parts:
    """Return a subject that the rule set *name* rates."""
    rules = rule_set(name).subject
    of_unit: Parts = {"tier": rules.tiers[0], "type": "public-general-school"} if rules.kind == "unit" else {}
    return {"kind": rules.kind, "name": "Xã Hòa Bình", **of_unit} | changes


def target_evidence(name: str, answers: Parts | None = None, **changes: Any) -> Parts:
    """Return evidence that meets every target of the rule set *name*, but for *answers*; other keys from *changes*."""
    return {
        "schema": "xhht-evidence/1",
        "subject": subject_of(name),
        "year": YEAR,
        "answers": met_answers(name) | (answers or {}),
    } | changes


@pytest.fixture
def evidence(tmp_path):
    """Return a function that writes evidence to a file."""

    def write(data: Any) -> Path:
        file = tmp_path / "minh-chung.json"
        file.write_text(json.dumps(data), "utf-8")
        return file

    return write


@pytest.mark.parametrize("name", TARGET_SETS)
def test_evidence_without_a_mistake_reaches_the_best_level(evidence, name):
    """The base of the tables below has no mistake of its own."""
    done = run("rate", evidence(target_evidence(name)), "--format", "json")
    assert done.status == 0, done.err
    result = json.loads(done.out)
    assert (result["rule_set"]["id"], result["level"]["id"]) == (name, "level-2")


# One mistake each: the path, what was read, what would be right.


def without(data: Parts, *path: str) -> Parts:
    """Return *data* without the key at *path*."""
    *parents, last = path
    here = data
    for part in parents:
        here = here[part]
    del here[last]
    return data


def answered(name: str, of: str, answer: Any) -> Parts:
    """Return evidence for *name* with *answer* to *of* in place of the good one."""
    return target_evidence(name, {of: answer})


def typed(name: str, type_: Any) -> Parts:
    """Return evidence for *name* of a subject of *type_*."""
    return target_evidence(name, subject=subject_of(name, type=type_))


Mistake = tuple[str, Parts, str, tuple[str, ...], tuple[str, ...]]
"""A name, the evidence, the path, and what the message says in Vietnamese and in English."""


def types() -> Iterator[Mistake]:
    """Yield mistakes in the type of a unit, which decides which targets are asked (TT 24/2023)."""
    for name in (UNIT, UNIT_OF_PROVINCE):
        lacks = ("Thiếu loại hình", '"public-general-school"'), ("type is missing", '"public-general-school"')
        yield (f"{name} type missing", without(target_evidence(name), "subject", "type"), "/subject/type", *lacks)
        yield (f"{name} type null", typed(name, None), "/subject/type", *lacks)
        yield (
            f"{name} type misspelt",
            typed(name, "economic-organization"),
            "/subject/type",
            ('"economic-organization"', '"economic-organisation"'),
            ('"economic-organization"', '"economic-organisation"'),
        )
        yield (
            f"{name} type like no other",
            typed(name, "xyzzy"),
            "/subject/type",
            ('"xyzzy"', "không có loại hình này", '"agency"', '"armed-forces"'),
            ('"xyzzy"', "knows no such type", '"agency"', '"armed-forces"'),
        )
    yield (
        "type is a number", typed(UNIT, 5), "/subject/type", ("5 không phải chữ",), ("5 is not text",),
    )  # fmt: skip
    yield (
        "type in words",
        typed(UNIT, "Trường mầm non"),
        "/subject/type",
        ('"Trường mầm non"', "không phải mã loại hình", "xhht rules show"),
        ('"Trường mầm non"', "no id of a type", "xhht rules show"),
    )


def points() -> Iterator[Mistake]:
    """Yield points where there are none."""
    for name in TARGET_SETS:
        first = rule_set(name).criteria[0]
        only = ("không chấm điểm",), ("gives no points",)
        yield (
            f"{name} points for an indicator",
            answered(name, first.indicators[0].id, {"points": 5}),
            f"/answers/{first.indicators[0].id}",
            *only,
        )
        rest = {each: answer for each, answer in met_answers(name).items() if each not in first.indicator_ids}
        for line in ({"points": 5, "of": 8}, {"points": 0}, {"points": None, "of": 8}):
            yield (
                f"{name} line of a score sheet {line}",
                target_evidence(name) | {"answers": rest | {first.id: line}},
                f"/answers/{first.id}",
                (*only[0], f'"{first.indicators[0].id}"'),
                (*only[1], f'"{first.indicators[0].id}"'),
            )
    yield (
        "points below zero",
        answered(COMMUNE, "1.1", {"points": -1}),
        "/answers/1.1/points",
        ("-1 quá nhỏ",),
        ("-1 is too small",),
    )


def changes() -> Iterator[Mistake]:
    """Yield mistakes in a change, which is asked as two figures."""
    for name, of in ((DISTRICT, "4.2"), (DISTRICT, "4.3"), (PROVINCE, "4.2"), (PROVINCE, "4.3")):
        for blank in ({"value": 3}, {"value": 3, "previous": None}):
            yield (
                f"{name} {of} {blank}",
                answered(name, of, blank),
                f"/answers/{of}/previous",
                ("Thiếu số liệu năm trước", '"previous"'),
                ("year before is missing", '"previous"'),
            )
    for written, vi, en in (
        ("58,4", '"58,4" không phải số', '"58,4" is not a number'),
        (True, "true không phải số", "true is not a number"),
        ([], "không phải số", "is not a number"),
        (58.1234567, "quá nhiều chữ số thập phân", "too many decimals"),
        (10**13, "quá lớn", "too large"),
    ):
        for key in ("previous", "value"):
            yield (
                f"4.2 {key} {written}",
                answered(DISTRICT, "4.2", {"value": 3, "previous": 2} | {key: written}),
                f"/answers/4.2/{key}",
                (vi,),
                (en,),
            )


def previous() -> Iterator[Mistake]:
    """Yield a figure of the year before where it has no place."""
    yield (
        "previous alone",
        answered(DISTRICT, "4.2", {"previous": 3}),
        "/answers/4.2/value",
        ("Thiếu khóa này",),
        ("key is missing",),
    )
    yield (
        "previous beside a share",
        answered(COMMUNE, "5.1", {"count": 1, "of": 2, "previous": 1}),
        "/answers/5.1/previous",
        ('Không có khóa "previous"', "count"),
        ('no key "previous"', "count"),
    )
    yield (
        "previous beside met",
        answered(COMMUNE, "1.1", {"met": True, "previous": 1}),
        "/answers/1.1/previous",
        ('Không có khóa "previous"', "met"),
        ('no key "previous"', "met"),
    )
    yield (
        "previous beside a value that is no change",
        answered(PROVINCE, "3.4", {"value": 4, "previous": 3}),
        "/answers/3.4/previous",
        ("Không hỏi số liệu năm trước", 'Bỏ "previous"'),
        ("not asked for", 'Drop "previous"'),
    )


def forms() -> Iterator[Mistake]:
    """Yield answers in another form than is asked for."""
    share, change = '"count": …, "of": …', '"value": …, "previous": …'
    for name, of, answer, form in (
        (COMMUNE, "5.1", {"value": 61.5}, share),
        (COMMUNE, "5.1", {"value": 61.5, "previous": 60}, share),
        (COMMUNE, "5.2.1", {"met": True}, share),
        (UNIT, "2.1", {"choice": "good"}, share),
        (DISTRICT, "4.3", {"count": 9, "of": 10}, change),
        (DISTRICT, "4.3", {"met": True}, change),
        (PROVINCE, "3.4", {"met": True}, '"value": …'),
        (PROVINCE, "3.4", {"count": 4, "of": 4}, '"value": …'),
        (COMMUNE, "1.1", {"count": 1, "of": 1}, '"met": true / false'),
        (COMMUNE, "4.1", {"choice": "level-1"}, '"met": true / false'),
        (COMMUNE, "4.2", {"met": True}, '"level-3"'),
        (COMMUNE, "4.2", {"value": 3}, '"level-3"'),
    ):
        yield (
            f"{name} {of} {answer}",
            answered(name, of, answer),
            f"/answers/{of}",
            ("không đúng dạng được hỏi", form),
            ("not have the form", form),
        )


def options() -> Iterator[Mistake]:
    """Yield answers of two forms or none, and choices and values that there are not."""
    for answer in ({"value": 61.5, "count": 3, "of": 4}, {"met": True, "points": 5}, {"met": None, "x": 1}, {}):
        if "x" not in answer:
            yield (
                f"two forms or none {answer}",
                answered(COMMUNE, "5.1", answer),
                "/answers/5.1",
                ("đúng một dạng",),
                ("exactly one form",),
            )
    for name, of, choice in (
        (COMMUNE, "4.2", "level-4"),
        (COMMUNE, "4.4", "level-3"),
        (COMMUNE, "4.2", "Mức độ 2"),
        (COMMUNE, "4.2", "LEVEL-2"),
        (UNIT, "3.4", "co-ban"),
    ):
        known = '"good"' if name == UNIT else '"level-1"'
        yield (
            f"{name} {of} option {choice}",
            answered(name, of, {"choice": choice}),
            f"/answers/{of}/choice",
            (f'"{choice}"', known),
            (f'"{choice}"', known),
        )
    for value, vi, en in ((4.5, "4,5", "4.5"), (-4, "-4", "-4")):
        yield (
            f"{value} programmes",
            answered(PROVINCE, "3.4", {"value": value}),
            "/answers/3.4/value",
            (vi, "số nguyên"),
            (en, "whole number"),
        )


def left_out() -> Iterator[Mistake]:
    """Yield what cannot be called not applicable: in TT 24 nothing (the type decides), in TT 25 what always applies."""
    for name in (UNIT, UNIT_OF_PROVINCE):
        yield (
            f"{name} indicator not applicable",
            answered(name, "1.1", LEFT_OUT),
            "/answers/1.1/not_applicable",
            ("không cho phép", '"met": true / false'),
            ("nothing be not applicable", '"met": true / false'),
        )
        yield (
            f"{name} criterion not applicable",
            target_evidence(name) | {"answers": {"2": LEFT_OUT}},
            "/answers/2",
            ("là tiêu chí", '"2.1"'),
            ("is a criterion", '"2.1"'),
        )
    for name in (COMMUNE, DISTRICT, PROVINCE):
        for criterion in rule_set(name).criteria:
            of = next(each for each in criterion.indicators if each.id not in MAY_NOT_APPLY[name])
            yield (
                f"{name} {of.id} left out",
                answered(name, of.id, LEFT_OUT),
                f"/answers/{of.id}/not_applicable",
                ("luôn được xét", of.citation.text.vi, "Ghi "),
                ("always applies", of.citation.text.en, "Write "),
            )
        yield (
            f"{name} a criterion left out",
            target_evidence(name) | {"answers": {"2": LEFT_OUT}},
            "/answers/2",
            ("là tiêu chí", '"2.1"'),
            ("is a criterion", '"2.1"'),
        )
    yield (
        "not applicable without a reason",
        answered(COMMUNE, "3.2", {"not_applicable": " "}),
        "/answers/3.2/not_applicable",
        ("Không có chữ nào",),
        ("no words",),
    )


def unknown() -> Iterator[Mistake]:
    """Yield indicators that there are not."""
    for unknown, near in (("5.2.3", "5.2.2"), ("1,1", "1.1")):
        yield (
            f"indicator {unknown}",
            answered(COMMUNE, unknown, {"met": True}),
            f"/answers/{unknown}",
            (f'"{unknown}"', f'"{near}"'),
            (f'"{unknown}"', f'"{near}"'),
        )


def recognitions() -> Iterator[Mistake]:
    """Yield mistakes in earlier recognitions."""
    for written, path, vi, en in (
        ({"level": "level-3", "date": "2024-03-20"}, "level", ('"level-3"', '"level-2"'), ('"level-3"', '"level-2"')),
        ({"level": "good", "date": "2024-03-20"}, "level", ('"good"', '"level-1"'), ('"good"', '"level-1"')),
        (
            {"level": "not-recognised", "date": "2024-03-20"},
            "level",
            ('"not-recognised"', '"level-1"'),
            ('"not-recognised"', '"level-1"'),
        ),
        ({"level": 1, "date": "2024-03-20"}, "level", ("1 không phải chữ",), ("1 is not text",)),
        ({"date": "2024-03-20"}, "level", ("Thiếu khóa này",), ("key is missing",)),
        ({"level": "level-1"}, "date", ("Thiếu khóa này",), ("key is missing",)),
        ({"level": "level-1", "date": None}, "date", ("null không phải ngày",), ("null is no existing day",)),
        ({"level": "level-1", "date": "20/03/2024"}, "date", ('"20/03/2024"', "ngày"), ('"20/03/2024"', "day")),
        ({"level": "level-1", "date": "2023-02-29"}, "date", ('"2023-02-29"',), ('"2023-02-29"',)),
        ({"level": "level-1", "date": "2024-3-20"}, "date", ('"2024-3-20"',), ('"2024-3-20"',)),
        ({"level": "level-1", "date": 20240320}, "date", ("20240320",), ("20240320",)),
        (
            {"level": "level-1", "date": "2024-03-20", "number": "12/QĐ"},
            "number",
            ('Không có khóa "number"', "level, date"),
            ('no key "number"', "level, date"),
        ),
    ):
        yield (
            f"recognition {written}", target_evidence(COMMUNE, recognitions=[written]),
            f"/recognitions/0/{path}", vi, en,
        )  # fmt: skip
    for written in ({"level": "level-1", "date": "2024-03-20"}, "level-1", None):
        yield (
            f"recognitions {written}",
            target_evidence(COMMUNE, recognitions=written),
            "/recognitions",
            ("không phải danh sách",),
            ("is not a list",),
        )
    yield (
        "recognition for recognitions",
        target_evidence(COMMUNE, recognition=[]),
        "/recognition",
        ('"recognitions"',),
        ('"recognitions"',),
    )


def days() -> Iterator[Mistake]:
    """Yield mistakes in when something was done."""
    for entry, near in (("dossie", "dossier"), ("Dossier", "dossier"), ("ho-so", "dossier"), ("report", "decision")):
        yield (
            f"dates of {entry}",
            target_evidence(COMMUNE, dates={entry: "2026-02-01"}),
            f"/dates/{entry}",
            (f'"{entry}"', near),
            (f'"{entry}"', near),
        )
    for day, vi, en in (
        ("2024-12-31", "31/12/2024", "2024-12-31"),
        ("0001-01-01", "01/01/0001", "0001-01-01"),
        ("2029-01-01", "01/01/2029", "2029-01-01"),
        ("9999-12-31", "31/12/9999", "9999-12-31"),
    ):
        yield (
            f"dossier on {day}", target_evidence(COMMUNE, dates={"dossier": day}), "/dates/dossier", (vi, "2025"),
            (en, "2025"),
        )  # fmt: skip
    for day in ("01/02/2026", "2026-02-30", "hôm qua", 20260201, None, True, ["2026-02-01"]):
        yield (
            f"dossier on {day}",
            target_evidence(COMMUNE, dates={"dossier": day}),
            "/dates/dossier",
            ("không phải ngày có thật", '"2022-01-24"'),
            ("no existing day", '"2022-01-24"'),
        )
    yield ("dates in a list", target_evidence(COMMUNE, dates=[]), "/dates", ("{ }",), ("{ }",))
    yield (
        "date for dates", target_evidence(COMMUNE, date={}), "/date", ('"dates"',), ('"dates"',),
    )  # fmt: skip


def subjects() -> Iterator[Mistake]:
    """Yield mistakes in the subject."""
    yield (
        "unit without a tier",
        without(target_evidence(UNIT), "subject", "tier"),
        "/subject/tier",
        ("Thiếu khóa này", UNIT, UNIT_OF_PROVINCE),
        ("key is missing", UNIT, UNIT_OF_PROVINCE),
    )
    yield (
        "unit by the rule set of communes",
        target_evidence(UNIT, rule_set=COMMUNE),
        "/subject/kind",
        ('"unit"', '"commune"'),
        ('"unit"', '"commune"'),
    )
    for key in ("communes", "districts"):
        for written in (-1, "5", 2.5):
            yield (
                f"{key} {written}",
                target_evidence(DISTRICT, population={key: written}),
                f"/population/{key}",
                (json.dumps(written),),
                (json.dumps(written),),
            )


MISTAKES = [
    pytest.param(*mistake, id=named)
    for of in (types, points, changes, previous, forms, options, left_out, unknown, recognitions, days, subjects)
    for named, *mistake in of()
]


@pytest.mark.parametrize(("data", "path", "vi", "en"), MISTAKES)
def test_a_mistake_is_named_where_it_stands_with_what_would_be_right(evidence, data, path, vi, en):
    """One mistake, one message: file, path, what was read and what would be right, in both languages, status 2."""
    file = evidence(data)
    told = {lang: only_message(file, lang) for lang in LANGUAGES}
    for lang, words in (("vi", vi), ("en", en)):
        where, _, said = told[lang].partition(": ")
        assert where == path
        for each in words:
            assert each in said
        assert re.search(r"\. \S", said), "a sentence on what is wrong, and one on what would be right"
    assert told["vi"] != told["en"]
    assert run("check", file).status == 2
    assert run("calendar", file).status == 2


@pytest.mark.parametrize(
    ("name", "type_"),
    [
        pytest.param(UNIT, "public-university", id="a university is no unit of a district"),
        pytest.param(UNIT_OF_PROVINCE, "public-preschool", id="a nursery is no unit of a province"),
        pytest.param(UNIT, "school", id="a school can be a nursery or a general school"),
        pytest.param(UNIT, "public", id="public says nothing of what it is"),
    ],
)
def test_a_type_that_could_be_several_is_answered_with_the_list(evidence, name, type_):
    """The type decides what is asked: to offer one that only looks alike would lead to a wrong level."""
    for lang in LANGUAGES:
        message = only_message(evidence(typed(name, type_)), lang)
        listed = [each.id for each in rule_set(name).types if f'"{each.id}"' in message]
        assert len(listed) == len(rule_set(name).types)


@pytest.mark.parametrize(
    ("name", "written"),
    [
        pytest.param(COMMUNE, "5.2", id="TT 25 art. 6(5)(b): 50 % trained, 12 % with a degree"),
        pytest.param(DISTRICT, "4.1", id="TT 25 art. 11(4)(a), 12(4)(a): communes at level 1, at level 2"),
        pytest.param(UNIT, "3.1", id="TT 24 art. 6(3)(a): members, learners"),
        pytest.param(UNIT, "1.2", id="TT 24 art. 6(1)(b): of every unit, of public nurseries"),
    ],
)
def test_a_target_that_asks_two_things_is_answered_with_both(evidence, name, written):
    """Who writes "Chỉ tiêu 2" as the text numbers it cannot know which half the one suggestion is."""
    halves = [each for each in rule_set(name).by_id if each.startswith(f"{written}.")]
    assert len(halves) == 2
    for lang in LANGUAGES:
        message = only_message(evidence(answered(name, written, {"count": 55, "of": 100})), lang)
        assert [each for each in halves if f'"{each}"' in message] == halves


@pytest.mark.parametrize("written", ["Trường mầm non", "Agency", "economic_organisation"])
def test_a_type_in_other_words_is_answered_with_types_that_there_are(evidence, written):
    """ "such as school": whoever writes that is told next that there is no type "school"."""
    known = {each.id for name in (UNIT, UNIT_OF_PROVINCE) for each in rule_set(name).types}
    for lang in LANGUAGES:
        message = only_message(evidence(typed(UNIT, written)), lang)
        example = re.search(r"(?:such as|ví dụ) ([a-z-]+)", message)
        assert example is None or example[1] in known


def test_an_answer_to_a_whole_criterion_is_not_told_of_score_sheets(evidence):
    """A rule set without points takes no score sheet either."""
    answers = {name: answer for name, answer in met_answers(COMMUNE).items() if not name.startswith("1.")}
    data = target_evidence(COMMUNE) | {"answers": answers | {"1": {"met": True}}}
    vi, en = (only_message(evidence(data), lang) for lang in LANGUAGES)
    assert '"1.1", "1.2", "1.3"' in vi
    assert "score sheet" not in en
    assert "phiếu chấm" not in vi


def test_a_line_of_a_score_sheet_beside_answers_is_one_mistake(evidence):
    """There are no points to keep: the advice is to drop them."""
    for lang in LANGUAGES:
        messages = refused(evidence(answered(COMMUNE, "1", {"points": 7.5, "of": 8})), "--lang", lang)
        assert all(message.startswith("/answers/1: ") for message in messages)
        assert not any("Keep the points" in message or "Giữ điểm" in message for message in messages)


def test_a_figure_of_the_year_before_alone_is_told_which_figure_lacks(evidence):
    """Half of a change: as where "of" stands without "count". A template leaves both null."""
    for blank in ({"previous": 3}, {"value": None, "previous": 3}):
        for lang in LANGUAGES:
            where, _, said = only_message(evidence(answered(DISTRICT, "4.2", blank)), lang).partition(": ")
            assert where.startswith("/answers/4.2")
            assert '"value"' in where + said or where.endswith("/value")


@pytest.mark.parametrize("figures", [{"value": 161, "previous": 95}, {"value": 95, "previous": -3}], ids=str)
def test_a_rate_beyond_what_there_can_be_is_not_taken_without_a_word(evidence, figures):
    """Of 100 in the labour force, at most 100 are in work: TT 25 art. 11(4)(c)."""
    data = answered(DISTRICT, "4.3", figures | {"documents": [PAPER]})
    done = run("rate", evidence(data), "--format", "json")
    assert done.status == 2 or [
        each
        for each in json.loads(done.out)["findings"]
        if re.match(r"/answers/4\.3(/value|/previous)?$", each["path"])
    ]


def test_a_figure_of_the_year_before_is_held_against_the_evidence_of_that_year(evidence, tmp_path):
    """--previous is there to find such things: what was 60 then is 50 now, and income has "risen"."""
    before = tmp_path / "nam-truoc.json"
    was = answered(DISTRICT, "4.2", {"value": 60, "previous": 55, "documents": [PAPER]}) | {"year": YEAR - 1}
    before.write_text(json.dumps(was), "utf-8")
    data = answered(DISTRICT, "4.2", {"value": 58, "previous": 50, "documents": [PAPER]})
    done = run("rate", evidence(data), "--previous", before, "--format", "json")
    assert done.status == 0
    found = json.loads(done.out)["findings"]
    assert [each for each in found if re.match(r"/answers/4\.2(/previous)?$", each["path"])]


@pytest.mark.parametrize("name", [DISTRICT, PROVINCE])
def test_a_change_that_a_template_left_blank_is_no_answer_yet(evidence, name):
    data = answered(name, "4.2", {"value": None, "previous": None})
    done = run("rate", evidence(data), "--format", "json")
    assert done.status == 0
    shown = {
        each["id"]: each["status"] for criterion in json.loads(done.out)["criteria"] for each in criterion["indicators"]
    }
    assert shown["4.2"] == "missing"


@pytest.mark.parametrize(
    ("later", "right"), [("2029-01-01", "2028-12-31"), ("9999-12-31", "2028-12-31")], ids=["a day late", "ever"]
)
def test_a_day_after_the_years_of_a_rating_is_told_the_last_one(evidence, later, right):
    """ "Write a day from 2025-01-01" is no help to whoever wrote a day after it."""
    message = only_message(evidence(target_evidence(COMMUNE, dates={"dossier": later})), "en")
    assert right in message


@pytest.mark.parametrize("day", ["2025-01-01", "2028-12-31"])
def test_the_first_and_the_last_day_of_a_rating_are_accepted(evidence, day):
    assert run("check", evidence(target_evidence(COMMUNE, dates={"dossier": day}))).status == 0


def test_every_mistake_in_a_file_is_told_at_once(evidence):
    """Form first, then the rest: two rounds, not seven."""
    data = target_evidence(
        UNIT,
        {"1.1": {"points": 1}, "2.1": {"met": True}, "3.4": {"choice": "x"}, "9.9": {"met": True}},
        subject=subject_of(UNIT, type="economic-organization"),
        recognitions=[{"level": "gold", "date": "2024-03-20"}],
        dates={"hoso": "2026-01-10", "dossier": "2019-01-01"},
    )
    paths = sorted(message.split(": ")[0] for message in refused(evidence(data)))
    assert paths == [
        "/answers/1.1",
        "/answers/2.1",
        "/answers/3.4/choice",
        "/answers/9.9",
        "/dates/dossier",
        "/dates/hoso",
        "/recognitions/0/level",
        "/subject/type",
    ]


# Leaving things out.


def level_of(file: Path) -> str:
    """Return the level that the evidence in *file* reaches."""
    done = run("rate", file, "--format", "json")
    assert done.status == 0, done.err
    level: str = json.loads(done.out)["level"]["id"]
    return level


@pytest.mark.parametrize(("name", "of"), [(name, of) for name, ids in MAY_NOT_APPLY.items() for of in ids])
def test_what_does_not_apply_needs_a_reason_and_is_a_warning(evidence, name, of):
    """TT 25/2023 knows nothing of it: a reader has to see that it was left out. The others decide as before."""
    done = run("rate", evidence(answered(name, of, LEFT_OUT)), "--format", "json")
    assert done.status == 0, done.err
    result = json.loads(done.out)
    warned = [each for each in result["findings"] if each["path"] == f"/answers/{of}"]
    assert [each["severity"] for each in warned] == ["warning"]
    assert result["level"]["id"] == "level-2"


def test_all_that_may_not_apply_can_be_left_out_together(evidence):
    """No criterion consists of such targets alone: what is left of each is judged."""
    for name, ids in MAY_NOT_APPLY.items():
        assert level_of(evidence(target_evidence(name, dict.fromkeys(ids, LEFT_OUT)))) == "level-2"


def left_out_of(name: str) -> dict[str, list[str]]:
    """Return the targets of *name* by what they are of: each criterion, and all of them."""
    of = {each.id: [indicator.id for indicator in each.indicators] for each in rule_set(name).criteria}
    return {**of, "all": list(rule_set(name).by_id)}


@pytest.mark.parametrize(
    ("name", "of"), [(name, of) for name in (COMMUNE, DISTRICT, PROVINCE) for of in left_out_of(name)]
)
def test_a_whole_criterion_left_out_target_by_target_is_refused(evidence, name, of):
    """Each target that always applies is named, and once that all of what a level asks is left out."""
    left = left_out_of(name)[of]
    file = evidence(target_evidence(name, dict.fromkeys(left, LEFT_OUT)))
    emptied = [each.id for each in rule_set(name).criteria] if of == "all" else [of]
    for lang, words in (
        ("vi", f"Tiêu chí {', '.join(emptied)}: "),
        ("en", f"{'Criterion' if len(emptied) == 1 else 'Criteria'} {', '.join(emptied)}: "),
    ):
        told = [message.partition(": ") for message in refused(file, "--lang", lang)]
        always = [f"/answers/{each}/not_applicable" for each in left if each not in MAY_NOT_APPLY[name]]
        assert [path for path, *_ in told] == [*always, "/answers"]
        assert told[-1][-1].startswith(words)
        assert {"vi": "ít nhất một", "en": "At least one"}[lang] in told[-1][-1]


@pytest.fixture(scope="module")
def lenient(tmp_path_factory):
    """Return the rule set of districts in which any target may be said not to apply: as another text could have it."""
    words = (FOLDER / f"{DISTRICT}.yaml").read_text("utf-8").replace("        may_not_apply: true\n", "")
    file = tmp_path_factory.mktemp("lenient") / "lenient.yaml"
    file.write_text(re.sub(r"(?m)^        targets:", "        may_not_apply: true\n        targets:", words), "utf-8")
    loaded = load_rule_set(file)
    assert all(each.may_not_apply for each in loaded.indicators)
    return loaded


@pytest.mark.parametrize(
    ("left", "criteria", "level"),
    [
        pytest.param(["3.1", "3.2", "3.3"], "3", "level-1", id="all of a criterion, at both levels"),
        pytest.param(["4.1.1", "4.2", "4.3"], "4", "level-1", id="all that level 1 asks of it"),
        pytest.param(["4.1.2", "4.2", "4.3"], "4", "level-2", id="all that level 2 asks of it"),
        pytest.param(["1.1", "1.2", "1.3", "3.1", "3.2", "3.3"], "1, 3", "level-1", id="two criteria in one message"),
    ],
)
def test_no_criterion_is_met_by_leaving_out_all_that_a_level_asks_in_it(lenient, left, criteria, level):
    """Nothing is no achievement: every criterion has to be met (TT 25/2023 art. 13(1))."""
    with pytest.raises(EvidenceError) as told:
        rate(target_evidence(DISTRICT, dict.fromkeys(left, LEFT_OUT)), lenient)
    (problem,) = told.value.problems
    assert problem.path == "/answers"
    named = next(each.name for each in lenient.levels if each.id == level)
    for lang, words in (
        ("vi", f"Tiêu chí {criteria}: "),
        ("en", f"{'Criteria' if ',' in criteria else 'Criterion'} {criteria}: "),
    ):
        assert words in problem.sentence(lang)
        assert named.into(lang) in problem.sentence(lang)


@pytest.mark.parametrize(
    "left", [["3.1", "3.2"], ["4.1.1", "4.1.2", "4.2"], ["4.2", "4.3"]], ids=", ".join
)  # fmt: skip
def test_a_criterion_with_one_target_left_at_each_level_is_judged_by_it(lenient, left):
    """The last one that is left decides: met or not."""
    rest = next(each for each in ("3.3", "4.3", "4.1.1") if each[0] == left[0][0] and each not in left)
    given = dict.fromkeys(left, LEFT_OUT)
    failing: Parts = {"3.3": {"met": False}, "4.3": {"value": 1, "previous": 2}, "4.1.1": {"count": 1, "of": 100}}
    assert rate(target_evidence(DISTRICT, given), lenient).level.id == "level-2"
    failed = target_evidence(DISTRICT, given | {rest: failing[rest]})
    assert rate(failed, lenient).level.id == "not-recognised"


@pytest.mark.parametrize("name", [COMMUNE, DISTRICT, PROVINCE])
def test_no_level_is_reached_by_leaving_out_all_that_it_asks(evidence, name):
    """Only what a better level alone asks is left: then level 1 asks nothing, and nothing is no achievement."""
    rules = rule_set(name)
    left = {each.id for each in rules.indicators if "level-1" not in each.targets} or {rules.indicators[-1].id}
    answers = dict.fromkeys(rules.by_id, LEFT_OUT) | {
        each: {"count": 1, "of": 10, "documents": [PAPER]} for each in left
    }
    done = run("rate", evidence(target_evidence(name) | {"answers": answers}), "--format", "json")
    assert done.status == 2 or json.loads(done.out)["level"]["id"] == "not-recognised"


@pytest.mark.parametrize("name", TARGET_SETS)
def test_no_answers_reach_nothing_and_are_no_fault(evidence, name):
    assert level_of(evidence(target_evidence(name) | {"answers": {}})) == "not-recognised"


@pytest.mark.parametrize("key", ["recognitions", "dates"])
@pytest.mark.parametrize("name", ["tt22-2020", "khvn324-2023-citizen"])
def test_a_rule_set_without_a_term_takes_no_recognitions_and_without_a_calendar_no_dates(evidence, name, key):
    rules = rule_set(name)
    kept = {"tier": "district", "type": "agency"} if rules.subject.tiers else {}
    data: Parts = {
        "schema": "xhht-evidence/1",
        "subject": {"kind": rules.subject.kind, "name": "A", **kept},
        "year": 2023,
        "rule_set": name,
        "answers": {},
    }
    data[key] = [{"level": "good", "date": "2022-03-20"}] if key == "recognitions" else {"dossier": "2024-01-02"}
    vi, en = (only_message(evidence(data), lang) for lang in LANGUAGES)
    assert vi.startswith(f"/{key}")
    assert name in vi
    assert name in en
    if key == "recognitions" or not rules.calendar:
        assert f'Bỏ "{key}"' in vi
        assert f'Drop "{key}"' in en


def test_an_entry_of_another_tier_is_none_of_the_unit(evidence):
    """TT 22/2020 art. 7(1): a unit of the district reports to the office of the district."""
    data: Parts = {
        "schema": "xhht-evidence/1",
        "subject": {"kind": "unit", "name": "A", "tier": "district", "type": "agency"},
        "year": 2022,
        "answers": {},
        "dates": {"report-province": "2023-03-01"},
    }
    assert '"report-district"' in only_message(evidence(data), "vi")


# Which rule set: by kind, tier and year.


def blank(subject: Parts, year: int, **changes: Any) -> Parts:
    """Return evidence without answers: which rule set rates it does not depend on them."""
    named = {"name": "Đối tượng", "type": "agency"} if subject["kind"] == "unit" else {"name": "Đối tượng"}
    return {"schema": "xhht-evidence/1", "subject": {**named, **subject}, "year": year, "answers": {}} | changes


@pytest.mark.parametrize(
    ("subject", "year", "chosen"),
    [
        pytest.param({"kind": "commune"}, 2023, "tt44-2014", id="commune 2023: still TT 44"),
        pytest.param({"kind": "commune"}, 2024, COMMUNE, id="commune 2024: TT 25"),
        pytest.param({"kind": "unit", "tier": "district"}, 2023, "tt22-2020", id="unit, district, 2023: TT 22"),
        pytest.param({"kind": "unit", "tier": "district"}, 2024, UNIT, id="unit, district, 2024: TT 24"),
        pytest.param({"kind": "unit", "tier": "province"}, 2023, "tt22-2020", id="unit, province, 2023: TT 22"),
        pytest.param({"kind": "unit", "tier": "province"}, 2024, UNIT_OF_PROVINCE, id="unit, province, 2024: TT 24"),
        pytest.param({"kind": "district"}, 2024, DISTRICT, id="district 2024: TT 25"),
        pytest.param({"kind": "province"}, 2024, PROVINCE, id="province 2024: TT 25"),
    ],
)
def test_kind_tier_and_year_choose_the_rule_set(evidence, subject, year, chosen):
    done = run("rate", evidence(blank(subject, year)), "--format", "json")
    assert done.status == 0, done.err
    used = json.loads(done.out)["rule_set"]
    assert (used["id"], used["selected_by"]) == (chosen, "year")


@pytest.mark.parametrize("kind", ["district", "province"])
def test_before_2024_nobody_rates_districts_and_provinces(evidence, kind):
    """No text rated them before TT 25/2023: a stated gap."""
    for lang in LANGUAGES:
        message = only_message(evidence(blank({"kind": kind}, 2023)), lang)
        assert message.startswith("/year: ")
        assert "2023" in message
        assert f"tt25-2023-{kind}" in message


WRONG_YEARS = [
    ({"kind": "commune"}, 2023, COMMUNE),
    ({"kind": "commune"}, 2024, "tt44-2014"),
    ({"kind": "unit", "tier": "district"}, 2023, UNIT),
    ({"kind": "unit", "tier": "district"}, 2024, "tt22-2020"),
    ({"kind": "unit", "tier": "province"}, 2023, UNIT_OF_PROVINCE),
    ({"kind": "district"}, 2010, DISTRICT),
    ({"kind": "province"}, 2023, PROVINCE),
]


@pytest.mark.parametrize(("subject", "year", "asked"), WRONG_YEARS)
def test_a_rule_set_outside_its_years_is_refused_unless_it_is_insisted_on(evidence, subject, year, asked):
    """Issue 4: an error unless --rule-set insists, and then a warning finding."""
    file = evidence(blank(subject, year, rule_set=asked))
    for lang in LANGUAGES:
        message = only_message(file, lang)
        assert message.startswith("/year: ")
        assert f"--rule-set {asked}" in message
        assert str(year) in message
    done = run("rate", file, "--rule-set", asked, "--format", "json")
    assert done.status == 0, done.err
    result = json.loads(done.out)
    assert (result["rule_set"]["id"], result["rule_set"]["selected_by"]) == (asked, "option")
    (warned,) = (each for each in result["findings"] if each["path"] == "/year" and each["severity"] == "warning")
    for lang in LANGUAGES:
        assert str(year) in warned["message"][lang]
        assert asked in warned["message"][lang]


@pytest.mark.parametrize(("subject", "year", "asked"), [WRONG_YEARS[0], WRONG_YEARS[2]])
def test_the_years_of_a_rule_set_without_an_end_read_well(evidence, subject, year, asked):
    """Not "It is for from 2024", nor "dùng cho từ 2024"."""
    file = evidence(blank(subject, year, rule_set=asked))
    insisted = json.loads(run("rate", file, "--rule-set", asked, "--format", "json").out)
    for lang, bad in (("vi", "cho từ"), ("en", "for from")):
        assert bad not in only_message(file, lang)
        assert not any(bad in each["message"][lang] for each in insisted["findings"])


# Members.


@pytest.mark.parametrize(
    ("name", "kind", "may_be"),
    [
        (DISTRICT, "commune", True),
        (DISTRICT, "citizen", True),
        (DISTRICT, "district", False),
        (DISTRICT, "province", False),
        (PROVINCE, "district", True),
        (PROVINCE, "province", False),
        (COMMUNE, "commune", False),
        (COMMUNE, "district", False),
        (UNIT, "unit", False),
        (UNIT, "commune", False),
    ],
)
def test_members_lie_below_their_subject(evidence, name, kind, may_be):
    """Communes of a district, districts of a province; never the other way."""
    data = target_evidence(name)
    of_unit = {"tier": "district", "type": "agency"} if kind == "unit" else {}
    data["members"] = [{"subject": {"kind": kind, "name": "Thành viên", **of_unit}, "answers": {}}]
    done = {lang: run("check", evidence(data), "--lang", lang) for lang in LANGUAGES}
    assert {each.status for each in done.values()} == {0 if may_be else 2}
    for lang, words in (("vi", "không thể là thành viên"), ("en", "cannot be a member")):
        told = [line for line in done[lang].err.splitlines() if "/members/0: /subject/kind: " in line]
        assert len(told) == (0 if may_be else 1)
        assert all(words in line and f'"{kind}"' in line for line in told)


def test_communes_in_a_district_are_rated_by_their_own_rule_set(evidence):
    """One good commune of two: 50 % are recognised, which is not the 90 % of TT 25/2023 art. 11(4)(a)."""
    data = target_evidence(DISTRICT, population={"communes": 2})
    for each in ("4.1.1", "4.1.2"):
        del data["answers"][each]
    good, bad = target_evidence(COMMUNE), target_evidence(COMMUNE, {"5.1": {"count": 1, "of": 100}})
    good["subject"]["name"], bad["subject"]["name"] = "Xã Một", "Xã Hai"
    data["members"] = [good, bad]
    result = json.loads(run("rate", evidence(data), "--format", "json").out)
    assert result["level"]["id"] == "not-recognised"
    assert result["next_level"]["targets_needed"] == 1
    assert [step["indicator"] for step in result["next_level"]["steps"]] == ["4.1.1"]
    data["members"] = [good, {**good, "subject": {**good["subject"], "name": "Xã Ba"}}]
    assert level_of(evidence(data)) == "level-2"


@pytest.mark.parametrize(
    ("member", "path"),
    [
        pytest.param({"recognitions": [{"level": "good", "date": "2024-01-01"}]}, "/recognitions/0/level", id="level"),
        pytest.param({"dates": {"hoso": "2026-01-01"}}, "/dates/hoso", id="entry"),
        pytest.param({"answers": {"1.1": {"points": 5}}}, "/answers/1.1", id="points"),
        pytest.param({"members": [{}]}, "/members", id="members of its own"),
    ],
)
def test_a_mistake_of_a_member_is_named_in_the_member(evidence, member, path):
    """One bad commune does not sink the district: it is named, and the status is 2."""
    data = target_evidence(DISTRICT, members=[target_evidence(COMMUNE) | member, target_evidence(COMMUNE)])
    file = evidence(data)
    for lang in LANGUAGES:
        done = run("rate", file, "--format", "json", "--lang", lang)
        assert done.status == 2
        assert f"/members/0: {path}: " in done.err
        assert json.loads(done.out)["level"]["id"]


# Hostile words in every place that is new.

HOSTILE_MARKUP = {
    **HOSTILE,
    "markup": "[bold red]x[/] [link=http://x]y[/link]",
    "sheet": "=1+1",
    "html": "<b>x</b>&amp;",
}
WORDS_OF_EVIDENCE: dict[str, set[str]] = {
    "/subject/name": {"rate", "json", "calendar"},
    "/subject/code": {"rate", "json"},
    "/subject/commune": set(),
    "/subject/district": set(),
    "/subject/province": set(),
    "/answers/4.2/note": set(),
    "/answers/4.2/question": set(),
    "/answers/4.2/documents/0/title": {"rate", "json", "explain"},
    "/answers/4.2/documents/0/file": {"rate", "json", "explain"},
    "/answers/3.2/not_applicable": {"rate", "json", "left out", "criterion"},
}
"""Where evidence has words of its own, and the reports that show them."""


def with_words(words: Mapping[str, str]) -> Parts:
    """Return evidence of a district that holds *words*, each at its path, with everything that is new in it."""
    data = target_evidence(
        DISTRICT,
        {"3.2": {"not_applicable": "x"}},
        recognitions=[{"level": "level-1", "date": "2024-06-01"}],
        dates={"dossier": "2026-04-20"},
    )
    data = json.loads(json.dumps(data))  # answers share one paper, also with all other tests
    for path, written in words.items():
        here: Any = data
        *parents, last = path.split("/")[1:]
        for part in parents:
            here = here[int(part)] if isinstance(here, list) else here[part]
        here[last] = written
    return data


def every_report(words: Mapping[str, str]) -> dict[str, Run]:
    """Return what every report shows of evidence that holds *words*."""
    raw = json.dumps(with_words(words)).encode()
    return {
        "rate": run("rate", "-", given=raw),
        "json": run("rate", "-", "--format", "json", given=raw),
        "check": run("check", "-", given=raw),
        "explain": run("explain", "-", "4.2", given=raw),
        "left out": run("explain", "-", "3.2", given=raw),
        "criterion": run("explain", "-", "3", given=raw),
        "calendar": run("calendar", "-", given=raw),
    }


@pytest.mark.parametrize("words", HOSTILE_MARKUP.values(), ids=HOSTILE_MARKUP)
def test_hostile_words_are_shown_safely_in_every_report(words):
    """In all places at once; ``run`` checks each output for what could move, recolour or reorder it."""
    done = every_report(dict.fromkeys(WORDS_OF_EVIDENCE, words))
    assert {name: each.status for name, each in done.items()} == dict.fromkeys(done, 0)
    assert not any(unsafe(shown) or "\n" in shown for shown in strings(json.loads(done["json"].out)))
    for name in ("rate", "calendar", "explain", "left out", "criterion"):
        assert all(cell_len(line) <= 80 for line in done[name].out.splitlines())


def test_the_places_of_hostile_words_are_those_that_reports_show():
    """Else the test above would look at nothing: in which reports a word of each place stands."""
    words = {path: f"tiếng{number}x" for number, path in enumerate(WORDS_OF_EVIDENCE)}
    done = every_report(words)
    shown = {path: {name for name, each in done.items() if word in each.out} for path, word in words.items()}
    assert shown == WORDS_OF_EVIDENCE


@pytest.fixture(scope="module")
def events(tmp_path_factory):
    """Return a function that returns the calendar file of a district whose name and code are *words*."""
    folder = tmp_path_factory.mktemp("events")

    @cache
    def write(words: str) -> bytes:
        file, made = folder / "huyen.json", folder / "huyen.ics"
        file.write_text(json.dumps(with_words({"/subject/name": words, "/subject/code": words})), "utf-8")
        assert run("calendar", file, "--ics", "-o", made).status == 0
        return made.read_bytes()

    return write


@pytest.mark.parametrize("words", HOSTILE_MARKUP.values(), ids=HOSTILE_MARKUP)
def test_hostile_words_stay_words_in_calendar_events(events, words):
    """No line of the evidence becomes a line of the calendar."""
    made = events(words)
    read, expected = (Calendar.from_ical(each) for each in (made, events("Thường")))
    assert [list(each) for each in read.walk()] == [list(each) for each in expected.walk()]
    assert not unsafe(made.decode("utf-8").replace("\r\n", "\n"))


@pytest.mark.parametrize("words", HOSTILE_MARKUP.values(), ids=HOSTILE_MARKUP)
@pytest.mark.parametrize(
    "put",
    [
        pytest.param(lambda words: {"recognitions": [{"level": words, "date": "2024-06-01"}]}, id="level"),
        pytest.param(lambda words: {"recognitions": [{"level": "level-1", "date": words}]}, id="date"),
        pytest.param(lambda words: {"recognitions": [{"level": "level-1", "date": "2024-06-01", words: 1}]}, id="key"),
        pytest.param(lambda words: {"dates": {words: "2026-04-20"}}, id="entry"),
        pytest.param(lambda words: {"dates": {"dossier": words}}, id="day"),
        pytest.param(lambda words: {"subject": subject_of(DISTRICT, type=words)}, id="type"),
        pytest.param(lambda words: {"rule_set": words}, id="rule set"),
    ],
)
def test_hostile_words_are_quoted_safely_and_shortly(evidence, put, words):
    for lang in LANGUAGES:
        assert len(only_message(evidence(target_evidence(DISTRICT, **put(words))), lang)) < 500


# Whatever is written: rated or refused, never a fault.

WRITTEN = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 10**14),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=12),
    st.dates().map(str),
    st.sampled_from(["level-1", "level-2", "none", "good", "2025-12-31", "dossier"]),
)
ASKED = st.sampled_from(["1", "1.1", "2.1", "3.4", "4.1.1", "4.2", "5.1"])
ANSWERS = st.dictionaries(
    st.sampled_from(["met", "count", "of", "value", "previous", "choice", "points", "not_applicable", "documents"]),
    WRITTEN | st.just([PAPER]),
    max_size=4,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    name=st.sampled_from(TARGET_SETS),
    answers=st.dictionaries(
        st.sampled_from(["1", "1.1", "2.1", "3.4", "4.1.1", "4.2", "5.1"]), ANSWERS | WRITTEN, max_size=4
    ),
    recognitions=st.lists(st.fixed_dictionaries({"level": WRITTEN, "date": WRITTEN}), max_size=2),
    dates=st.dictionaries(st.sampled_from(["dossier", "decision", "meeting"]), WRITTEN, max_size=2),
    year=st.integers(2023, 2101),
    type_=st.sampled_from(["agency", "public-preschool", "public-university", "x"]),
)
def test_whatever_is_written_is_rated_or_refused(name, answers, recognitions, dates, year, type_):
    data = target_evidence(name, answers, year=year, recognitions=recognitions, dates=dates)
    if data["subject"]["kind"] == "unit":
        data["subject"]["type"] = type_
    raw = json.dumps(data).encode()
    done = run("rate", "-", given=raw)
    assert done.status in (0, 2)
    assert bool(done.out) == (done.status == 0)
    scheduled = run("calendar", "-", given=raw)
    assert scheduled.status == done.status
    assert scheduled.err == done.err


# The published schema says the same as the product.


@pytest.mark.parametrize("name", TARGET_SETS)
def test_good_evidence_fits_the_schema(name):
    data = target_evidence(
        name, recognitions=[{"level": "level-1", "date": "2024-06-01"}], dates={"dossier": "2026-01-10"}
    )
    Draft202012Validator(schema("evidence")).validate(data)


@pytest.mark.parametrize(
    "changes",
    [
        {"recognitions": [{"level": "level-1"}]},
        {"recognitions": [{"level": "level-1", "date": "2024-06-01", "number": "1"}]},
        {"recognitions": {"level": "level-1", "date": "2024-06-01"}},
        {"dates": ["2026-01-10"]},
        {"dates": {"dossier": 20260110}},
        {"recognition": []},
    ],
    ids=str,
)
def test_evidence_of_the_wrong_form_does_not_fit_the_schema(changes):
    assert not Draft202012Validator(schema("evidence")).is_valid(target_evidence(COMMUNE, **changes))
