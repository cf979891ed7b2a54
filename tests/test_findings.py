"""Findings: what a reader should look at twice, each with a case that has it and a near case that has not."""

import json
import os
import subprocess
import sys
from copy import deepcopy
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from support import PAPER, shown_in_terminal, unit, with_papers

from ratings import parse_evidence, rate

XHHT = Path(sys.executable).with_name("xhht")
LANGUAGES = ("vi", "en")

Answers = dict[str, dict[str, Any]]
Evidence = dict[str, Any]


def commune(answers: Answers | None = None, **changes: Any) -> Evidence:
    """Return evidence of a commune for 2022 with *answers*, each with a paper; other keys from *changes*."""
    return {
        "schema": "xhht-evidence/1",
        "subject": {"kind": "commune", "name": "Xã Bình Khê", "code": "X-BK"},
        "year": 2022,
        "answers": with_papers(answers or {}),
    } | changes


def read(evidence: Evidence) -> Any:
    return parse_evidence(json.dumps(evidence))


class Found(NamedTuple):
    severity: str
    path: str
    vi: str
    en: str


def findings_of(evidence: Evidence, previous: Evidence | None = None) -> list[Found]:
    rating = rate(read(evidence), previous=read(previous) if previous is not None else None)
    return [Found(each.severity, each.path, each.message.vi, each.message.en) for each in rating.findings]


@pytest.fixture
def file(tmp_path):
    """Return a function that writes evidence to a file of a name."""

    def write(data: Evidence | str, name: str = "xa.json") -> Path:
        path = tmp_path / name
        path.write_text(data if isinstance(data, str) else json.dumps(data), "utf-8")
        return path

    return write


# Shares of one unit, and everything full.

HOUSEHOLDS = {"13.1": {"count": 90, "of": 100}, "13.2": {"count": 80, "of": 100}}
OFFICIALS = {
    "7.1": {"count": 20, "of": 20}, "7.2": {"count": 20, "of": 20}, "7.3": {"count": 20, "of": 20},
}  # fmt: skip
FULL = OFFICIALS | {"13.1": {"count": 100, "of": 100}, "13.2": {"count": 100, "of": 100}}


def share(count: int, of: int) -> dict[str, int]:
    return {"count": count, "of": of}


# Papers.


def papers(*documents: dict[str, str], **changes: Any) -> Evidence:
    """Return evidence in which each of *documents* proves an answer of its own."""
    names = ("1.1", "1.2", "1.3", "2.1")
    answers = {name: {"met": True, "documents": [paper]} for name, paper in zip(names, documents, strict=False)}
    return commune(answers, **changes)


def dated(day: str, **changes: Any) -> Evidence:
    return papers({"number": "5/KH", "date": day}, **changes)


DATE = "/answers/1.1/documents/0/date"
SECOND = "/answers/1.2/documents/0"


# The population.

PEOPLE = {"people": 1_000, "ages": {"0-14": 300, "15-60": 600, "61+": 100}}
VILLAGES = {"households": 100, "villages": 2, "households_by_village": {"T1": 60, "T2": 40}}
AGED = {"ages": {"0-4": 400, "5-5": 100, "6+": 500}}


def population(**block: Any) -> Evidence:
    return commune(population=block)


def five(children: int, ages: dict[str, Any]) -> Evidence:
    return commune(population={"ages": ages}, standards={"counts": {"children-5": children}, "documents": [PAPER]})


class Case(NamedTuple):
    """Evidence with a finding at a path, in words of both languages; and near evidence without it."""

    has: Evidence
    severity: str
    path: str
    vi: str
    en: str
    near: tuple[Evidence, ...]


CASES = {
    "more meet one indicator than another counts": Case(
        commune({"13.1": share(90, 100), "13.2": share(60, 80)}),
        "warning", "/answers/13.1/count", "90 hộ đạt, nhưng nội dung 13.2 chỉ ghi tất cả 80", "90 households meet it",
        (
            commune({"13.1": share(80, 100), "13.2": share(60, 80)}),
            commune({"13.1": share(90, 100), "14.1": share(60, 80)}),  # households and people are counted apart
            commune({"13.1": share(90, 100), "13.2": {"not_applicable": "không thu gom"}}),
        ),
    ),
    "one unit, two totals": Case(
        commune({"13.1": share(90, 100), "13.2": share(80, 99)}),
        "warning", "/answers", "Tổng số hộ không giống nhau (13.1: 100, 13.2: 99)", "The number of households differs",
        (commune(HOUSEHOLDS), commune({"13.1": share(90, 100), "14.1": share(80, 99)})),
    ),
    "an answer that counts others than the population block": Case(
        commune(HOUSEHOLDS, population={"households": 120}),
        "warning", "/answers/13.1/of", "100 hộ, số liệu dân cư ghi 120", "100 households in all",
        (
            commune(HOUSEHOLDS, population={"households": 100}),
            commune(HOUSEHOLDS, population={"people": 120}),
            commune(HOUSEHOLDS, population={"households": None}),
        ),
    ),
    "every share is 100 %": Case(
        commune(FULL),
        "warning", "/answers", "Cả 5 tỷ lệ đều là 100 %", "All 5 shares are 100 %",
        (
            commune(FULL | {"13.1": share(99, 100)}),
            commune({name: answer for name, answer in FULL.items() if name != "13.2"}),  # four prove nothing
        ),
    ),
    "a paper of a later year": Case(
        dated("2023-01-02"),
        "warning", DATE, "02/01/2023, ngoài năm đánh giá 2022", "2023-01-02, outside the year",
        (dated("2022-12-31"), dated("2022-01-01")),
    ),
    "a paper of an earlier year": Case(
        dated("2021-12-31"),
        "info", DATE, "31/12/2021, ngoài năm đánh giá 2022", "2021-12-31, outside the year",
        (dated("2022-01-01"), papers({"number": "5/KH"})),
    ),
    "a paper of after the assessment": Case(
        dated("2022-12-21", assessed_on="2022-12-20"),
        "warning", DATE, "21/12/2022, sau ngày đánh giá 20/12/2022", "after the assessment on 2022-12-20",
        (dated("2022-12-20", assessed_on="2022-12-20"), dated("2022-12-21")),
    ),
    "a paper of the next year, assessed in it": Case(
        dated("2023-02-01", assessed_on="2023-03-01"),
        "warning", DATE, "ngoài năm đánh giá 2022", "outside the year",
        (dated("2022-11-01", assessed_on="2023-03-01"),),
    ),
    "a paper of the counts, too": Case(
        commune(standards={"counts": {}, "documents": [{"date": "2021-05-01"}]}),
        "info", "/standards/documents/0/date", "01/05/2021", "2021-05-01",
        (commune(standards={"counts": {}, "documents": [{"date": "2022-05-01"}]}),),
    ),
    "assessed before the year": Case(
        commune(assessed_on="2021-12-20"),
        "warning", "/assessed_on", "20/12/2021 đứng trước năm đánh giá 2022", "2021-12-20, is before the year 2022",
        (commune(assessed_on="2022-01-01"), commune(assessed_on="2023-03-01")),
    ),
    "one number, two dates": Case(
        papers({"number": "5/KH", "date": "2022-01-24"}, {"number": "5/KH", "date": "2022-02-24"}),
        "warning", SECOND, 'Số "5/KH" ghi nhiều ngày khác nhau: 24/01/2022, 24/02/2022', "has several dates",
        (
            papers({"number": "5/KH", "date": "2022-01-24"}, {"number": "5/KH", "date": "2022-01-24"}),
            papers({"number": "5/KH", "date": "2022-01-24"}, {"number": "6/KH", "date": "2022-02-24"}),
            papers({"number": "5/KH", "date": "2022-01-24"}, {"number": "5/KH"}),
            papers({"title": "a", "date": "2022-01-24"}, {"title": "a", "date": "2022-02-24"}),
        ),
    ),
    "one number in other capitals": Case(
        papers({"number": "5/kh-ubnd", "date": "2022-01-24"}, {"number": "5/KH-UBND", "date": "2022-02-24"}),
        "warning", SECOND, '"5/KH-UBND"', '"5/KH-UBND"',
        (papers({"number": "5/kh-ubnd", "date": "2022-01-24"}, {"number": "5/KH-HU", "date": "2022-02-24"}),),
    ),
    "one number, among the papers of the counts": Case(
        papers(
            {"number": "5/KH", "date": "2022-01-24"},
            standards={"counts": {}, "documents": [{"number": "5/KH", "date": "2022-02-24"}]},
        ),
        "warning", "/standards/documents/0", '"5/KH"', '"5/KH"',
        (
            papers(
                {"number": "5/KH", "date": "2022-01-24"},
                standards={"counts": {}, "documents": [{"number": "5/KH", "date": "2022-01-24"}]},
            ),
        ),
    ),
    "ages that do not add up": Case(
        population(**PEOPLE | {"people": 1_001}),
        "warning", "/population/ages", "cộng lại: 1.000, không phải 1.001", "add up to: 1,000, not 1,001",
        (
            population(**PEOPLE),
            population(ages=PEOPLE["ages"]),
            population(people=1_001),
            population(people=1_001, ages={"0-14": 300, "15-60": None, "61+": 100}),  # one band is not known
        ),
    ),
    "villages that do not add up": Case(
        population(**VILLAGES | {"households": 101}),
        "warning", "/population/households_by_village", "cộng lại: 100, không phải 101", "add up to: 100, not 101",
        (
            population(**VILLAGES),
            population(households_by_village={"T1": 60}),
            population(households=101, households_by_village={"T1": 60, "T2": None}),
        ),
    ),
    "villages that lack": Case(
        population(**VILLAGES | {"villages": 3}),
        "warning", "/population/households_by_village", "Số thôn có số hộ: 2, không phải 3", "households: 2, not 3",
        (population(**VILLAGES), population(villages=3, households=100)),
    ),
    "a count of an age that the bands do not confirm": Case(
        five(99, AGED["ages"]),
        "warning", "/standards/counts/children-5", "99, không phải 100", "99, not 100",
        (
            five(100, AGED["ages"]),
            five(99, {"0-5": 500, "6+": 500}),  # the bands do not say how many are five
            five(99, {"0-4": 400, "5-5": None, "6+": 500}),
        ),
    ),
    "not applicable in a text that knows no such thing": Case(
        commune({"1.1": {"not_applicable": "không có"}}),
        "warning", "/answers/1.1", "không quy định nội dung không áp dụng", "knows no item that does not apply",
        (commune({"1.1": {"met": False}}),),
    ),
    "points without a reason": Case(
        commune({"1.1": {"points": 2}}),
        "info", "/answers/1.1", "không ghi lý do", "without a reason",
        (commune({"1.1": {"points": 2, "note": "Thiếu một kỳ"}}), commune({"1.1": {"met": True}})),
    ),
    "a criterion on a score sheet": Case(
        commune({"1": {"points": 7}}),
        "info", "/answers", "Tiêu chí 1: lấy điểm của phiếu chấm", "points of the score sheet",
        (commune({"1.1": {"points": 3, "note": "x"}}),),
    ),
    "a name of the template": Case(
        commune(subject={"kind": "commune", "name": "Tên đối tượng"}),
        "warning", "/subject/name", "chữ của tệp mẫu", "that of the template",
        (commune(subject={"kind": "commune", "name": "Xã Tên"}),),
    ),
}  # fmt: skip


def cited(found: list[Found], case: Case) -> list[Found]:
    return [each for each in found if each.path == case.path and case.vi in each.vi]


@pytest.mark.parametrize("kind", CASES)
def test_a_finding_is_there_with_path_and_words_in_both_languages(kind):
    case = CASES[kind]
    (found,) = cited(findings_of(case.has), case)
    assert found.severity == case.severity
    assert case.en in found.en


@pytest.mark.parametrize(
    ("kind", "near"), [(kind, place) for kind, case in CASES.items() for place in range(len(case.near))]
)
def test_a_near_case_is_no_finding(kind, near):
    case = CASES[kind]
    assert cited(findings_of(case.near[near]), case) == []


@pytest.mark.parametrize("kind", CASES)
def test_a_finding_is_shown_in_every_report(xhht, file, kind):
    case = CASES[kind]
    data = file(case.has)
    for lang, words in (("vi", case.vi), ("en", case.en)):
        rated, checked = (xhht(command, data, "--lang", lang) for command in ("rate", "check"))
        assert (rated.status, checked.status, rated.err, checked.err) == (0, 0, "", "")
        told = " ".join(rated.out.split("Cần xem lại:" if lang == "vi" else "To look at again:")[1].split())
        assert words in told
        assert words in checked.out
        assert case.path in checked.out
    result = json.loads(xhht("rate", data, "--format", "json").out)
    assert [each for each in result["findings"] if each["path"] == case.path and case.en in each["message"]["en"]]


def test_what_is_in_order_has_no_finding():
    answers = HOUSEHOLDS | {"1.1": {"met": True}, "14.1": share(900, 1_000), "10.1": share(1, 2)}
    evidence = commune(answers, assessed_on="2022-12-20", population=PEOPLE | VILLAGES)
    assert findings_of(evidence) == []


def test_the_gravest_come_first():
    evidence = commune({"1.1": {"points": 2}}, members=[{}], assessed_on="2021-12-20")
    severities = [each.severity for each in findings_of(evidence)]
    assert set(severities) == {"error", "warning", "info"}
    assert severities == sorted(severities, key=("error", "warning", "info").index)


def test_findings_change_no_rating():
    sound, doubtful = commune(HOUSEHOLDS), commune(HOUSEHOLDS, population={"households": 120})
    assert rate(read(sound)).decision == rate(read(doubtful)).decision


# Population blocks that cannot be: refused, not only found doubtful.


@pytest.mark.parametrize(
    ("block", "path"),
    [
        pytest.param({"people": -1}, "/population/people", id="below zero"),
        pytest.param({"people": "1 000"}, "/population/people", id="in quotes"),
        pytest.param({"people": 10.5}, "/population/people", id="half a person"),
        pytest.param({"persons": 10}, "/population/persons", id="unknown key"),
        pytest.param({"households": 10, "registered_households": 11}, "/population", id="more registered than all"),
        pytest.param({"ages": {"0-14": 1, "14-20": 1}}, "/population/ages", id="overlap"),
        pytest.param({"ages": {"0-14": 1, "16-20": 1}}, "/population/ages", id="gap"),
        pytest.param({"ages": {"15-20": 1, "0-14": 1}}, "/population/ages", id="falling"),
        pytest.param({"ages": {"61+": 1, "62-70": 1}}, "/population/ages", id="after the open band"),
        pytest.param({"ages": {"14-0": 1}}, "/population/ages", id="reversed"),
        pytest.param({"ages": {"trẻ em": 1}}, "/population/ages", id="no ages"),
        pytest.param({"ages": {"٠-٥": 1}}, "/population/ages", id="other digits"),
        pytest.param({"ages": {"0-14": -1}}, "/population/ages/0-14", id="fewer than nobody"),
        pytest.param({"ages": {"0-14\x1b[31m": 1}}, "/population/ages", id="escape"),
        pytest.param({"households_by_village": {"T1": -1}}, "/population/households_by_village/T1", id="village"),
        pytest.param({"households_by_village": []}, "/population/households_by_village", id="list"),
    ],
)
def test_a_population_that_cannot_be_is_refused(xhht, file, block, path):
    data = file(population(**block))
    for lang in LANGUAGES:
        done = xhht("rate", data, "--lang", lang)
        assert (done.status, done.out) == (2, "")
        (message,) = done.err.splitlines()
        assert message.startswith(f"{data}: {path}: ")
        assert "\x1b" not in message


@pytest.mark.parametrize(
    "block",
    [
        {"households": 10, "registered_households": 10},
        {"registered_households": 10},
        {"ages": {"0-14": 1, "15-20": None, "21+": 1}},
        {"ages": {}},
        {"people": None, "ages": {"61+": 5}},
        {},
    ],
)
def test_a_population_with_gaps_is_read(block):
    rate(read(population(**block)))


# --previous: this year's evidence against last year's.

THIS = commune(HOUSEHOLDS | {"11.1": {"value": 1.5}, "1.1": {"met": True}})


def last_year(answers: Answers | None = None, **changes: Any) -> Evidence:
    """Return the evidence of the year before: THIS, but for *answers* and *changes*."""
    before = deepcopy(THIS)
    before["answers"] |= with_papers(answers or {})
    return before | {"year": 2021} | changes


COPIED = "giống hệt năm 2021"
OF_OTHERS = "Tệp năm trước là của"
SHEET = {"1": {"points": 7.5}, "2": {"points": 6}}

PREVIOUS = {
    # what it is: this year, last year, copied, of others
    "every figure the same": (THIS, last_year(), True, False),
    "but for yes and no": (THIS, last_year({"1.1": {"met": False}}), True, False),
    "one more figure last year": (THIS, last_year({"14.1": share(900, 1_000)}), True, False),
    "one count another": (THIS, last_year({"13.1": share(89, 100)}), False, False),
    "one total another": (THIS, last_year({"13.1": share(90, 101)}), False, False),
    "one value another": (THIS, last_year({"11.1": {"value": 1.25}}), False, False),
    "the same share of others": (THIS, last_year({"13.1": share(900, 1_000)}), False, False),
    "one figure less last year": (commune(THIS["answers"] | {"14.1": share(9, 10)}), last_year(), False, False),
    "no figure at all": (commune({"1.1": {"met": True}}), commune({"1.1": {"met": True}}, year=2021), False, False),
    "a score sheet the same": (commune(SHEET), commune(SHEET, year=2021), True, False),
    "a score sheet with other points": (
        commune(SHEET), commune(SHEET | {"1": {"points": 7}}, year=2021), False, False,
    ),
    "of another subject": (
        THIS, last_year({"13.1": share(1, 2)}, subject={"kind": "commune", "name": "Xã Khê Thượng"}), False, True,
    ),
    "of the same year": (THIS, last_year({"13.1": share(1, 2)}, year=2022), False, True),
    "of a later year": (THIS, last_year({"13.1": share(1, 2)}, year=2023), False, True),
    "of the year before the last": (THIS, last_year(year=2020), True, True),
    "of another subject of that name": (
        THIS, last_year({"13.1": share(1, 2)}, subject=THIS["subject"] | {"code": "X-KT"}), False, True,
    ),
    "of the same subject under another name": (
        THIS, last_year({"13.1": share(1, 2)}, subject=THIS["subject"] | {"name": "Xã Khê"}), False, False,
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", PREVIOUS)
def test_this_year_is_held_against_the_last(kind):
    this, last, copied, of_others = PREVIOUS[kind]
    found = [each.vi for each in findings_of(this, last)]
    assert any("giống hệt" in vi for vi in found) == copied
    assert any(OF_OTHERS in vi for vi in found) == of_others
    assert not any(words in each.vi for each in findings_of(this) for words in (COPIED, OF_OTHERS))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("command", ["rate", "check"])
def test_previous_is_an_option(xhht, file, command, lang):
    done = xhht(command, file(THIS), "--previous", file(last_year(), "truoc.json"), "--lang", lang)
    assert (done.status, done.err) == (0, "")
    told = " ".join(done.out.split())
    assert (COPIED if lang == "vi" else "Every figure is that of 2021") in told


def test_last_year_may_be_of_another_rule_set(xhht, file):
    """A unit of 2021 that a commune is held against is a mistake to look at, and no fault."""
    done = xhht("check", file(THIS), "--previous", file(unit(year=2021), "truoc.json"))
    assert done.status == 0
    assert f"{OF_OTHERS} Phòng GD&ĐT, năm 2021" in done.out


@pytest.mark.parametrize("command", ["rate", "check"])
def test_previous_goes_with_one_file(xhht, file, command):
    one, other, before = file(THIS), file(THIS, "khac.json"), file(last_year(), "truoc.json")
    for lang, words in (("vi", "--previous đi với một FILE"), ("en", "--previous goes with one FILE")):
        done = xhht(command, one, other, "--previous", before, "--lang", lang)
        assert (done.status, done.out) == (2, "")
        assert words in done.err


@pytest.mark.parametrize("command", ["rate", "check"])
@pytest.mark.parametrize(
    "raw", ["{", "[]", "", '{"schema": "xhht-evidence/1"}', json.dumps(THIS | {"year": "2021"})], ids=str
)
def test_a_bad_file_of_last_year_is_named(xhht, file, command, raw):
    before = file(raw, "truoc.json")
    done = xhht(command, file(THIS), "--previous", before)
    assert (done.status, done.out) == (2, "")
    assert done.err
    assert all(line.startswith(f"{before}: ") for line in done.err.splitlines())


def test_a_file_of_last_year_that_is_not_there_is_named(xhht, file, tmp_path):
    done = xhht("rate", file(THIS), "--previous", tmp_path / "khong-co.json")
    assert (done.status, done.out) == (2, "")
    assert "khong-co.json: " in done.err


def test_a_result_is_not_written_over_the_file_of_last_year(xhht, file):
    before = file(last_year(), "truoc.json")
    kept = before.read_bytes()
    assert xhht("rate", file(THIS), "--previous", before, "-o", before).status == 2
    assert before.read_bytes() == kept


@pytest.mark.parametrize("name", ["a\x1b[31m.json", "a\nXếp loại: Tốt", "a\u202enosj"])
def test_a_hostile_name_of_the_file_of_last_year_is_shown_safely(file, tmp_path, name):
    """On a terminal nothing is stripped on the way."""
    environment = {**os.environ, "TERM": "dumb", "COLUMNS": "200", "XHHT_LANG": "vi"}
    shown = shown_in_terminal(["rate", file(THIS), "--previous", tmp_path / name], environment)
    assert "không có tệp" in shown
    assert shown.count("\n") == 1
    assert not set(shown) & {"\x1b", "\u202e"}


def test_hostile_words_of_last_year_are_shown_safely(xhht, file):
    name = "Xã \x1b[31mđỏ\u202e\nXếp loại: Tốt"
    before = last_year({"13.1": share(1, 2)}, subject={"kind": "commune", "name": name})
    done = xhht("rate", file(THIS), "--previous", file(before, "truoc.json"))
    assert done.status == 0
    assert not set(done.out) & {"\x1b", "\u202e"}
    assert not any(line.startswith("Xếp loại: Tốt") for line in done.out.splitlines())


def test_previous_and_evidence_cannot_both_come_from_standard_input():
    """What the one has read, the other cannot read again."""
    given = json.dumps(THIS).encode()
    done = subprocess.run([XHHT, "rate", "-", "--previous", "-"], input=given, capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"--previous" in done.stderr


# Words of findings.

LONG = "x" * 2_000


def test_findings_are_short_whatever_was_written(xhht, file):
    """Words can have 2,000 characters; a line that quotes them stays readable."""
    long_papers = [{"number": LONG, "date": "2022-01-24"}, {"number": LONG, "date": "2022-02-24"}]
    members = [
        {"subject": {"kind": "family", "name": LONG, "code": LONG, "village": LONG, "commune": other}, "answers": {}}
        for other in ("X-BK", "X-BK", LONG)
    ]
    village = {"subject": {"kind": "village", "name": "T1", "code": "T1"}, "answers": {}}
    evidence = papers(*long_papers, members=[*members, village])
    found = findings_of(evidence, last_year(subject={"kind": "commune", "name": LONG}))
    assert len(found) >= 5
    assert [each.path for each in found if len(each.vi) > 500 or len(each.en) > 500] == []
