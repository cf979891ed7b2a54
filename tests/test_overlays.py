"""Overlays: what the text fixes is refused with its article; what a locality may set changes, and counts as local."""

import json
import os
import re
from collections.abc import Callable, Iterator
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from rich.cells import cell_len
from support import PAPER, shown_in_terminal, unit
from test_bad_input import run, unsafe

from criteria.answers import PointsAnswer
from criteria.base import AREAS
from criteria.catalogue import all_rule_sets, rule_set, rule_set_ids
from criteria.loading import LARGEST_FILE
from criteria.model import Gate, Indicator, Level, RuleSet
from criteria.overlays import Overlaid, load_overlay
from criteria.problems import Problem, RuleSetError
from criteria.questions import AskChoice, AskMet, AskShare, AskValue
from criteria.texts import Text
from ratings.evidence import EvidenceError
from ratings.explaining import explain
from ratings.overlay_export import overlay_of
from ratings.rating import Rating, rate
from ratings.schemas import schema

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "samples" / "huong-dan-tinh-ha-khe.yaml"
BROKEN = Path(__file__).parent / "broken_overlays"
EXPECTED = yaml.safe_load((BROKEN / "expected.yaml").read_text(encoding="utf-8"))
LANGUAGES = ("vi", "en")
ISSUED = {
    "number": "12/HD-SGDĐT",
    "issuer": {"vi": "Sở GD&ĐT tỉnh Hà Khê", "en": "Hà Khê Department of Education"},
    "date": date(2015, 3, 10),
}
Parts = dict[str, Any]
Written = Callable[..., Path]


def guidance(name: str = "tt44-2014", **parts: Any) -> Parts:
    """Return an overlay of the rule set *name* that changes nothing but *parts*."""
    return {"schema": "xhht-overlay/1", "rule_set": name, "issued": ISSUED, "years": {"from": 2015}} | parts


def as_yaml(data: Any) -> str:
    words: str = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
    return words


@pytest.fixture
def written(tmp_path: Path) -> Written:
    """Return a function that writes an overlay, as data, as words or raw, to a file of a name."""

    def write(data: Any, name: str = "huong-dan.yaml") -> Path:
        path = tmp_path / name
        words = data if isinstance(data, str | bytes) else as_yaml(data)
        path.write_bytes(words.encode() if isinstance(words, str) else words)
        return path

    return write


def loaded(path: Path) -> RuleSet:
    return load_overlay(path).rule_set


def problems_of(path: Path) -> tuple[Problem, ...]:
    with pytest.raises(RuleSetError) as refused:
        load_overlay(path)
    assert refused.value.file == str(path)
    return refused.value.problems


def in_criterion(name: str, *indicators: Parts, **changes: Any) -> Parts:
    """Return the part of an overlay that speaks of one criterion."""
    return {"criteria": [{"id": name, **changes, **({"indicators": list(indicators)} if indicators else {})}]}


# Evidence that any rule set can rate.


def answer_to(indicator: Indicator, count: int, of: int) -> Parts:
    """Return an answer with a paper: everything met, and *count* of *of* where that is asked."""
    match indicator.answer:
        case AskMet():
            answer: Parts = {"met": True}
        case AskShare():
            answer = {"count": count, "of": of}
        case AskValue():
            least = indicator.steps["normal"][0].at_least or 0
            answer = {"value": least / 10**6}
        case AskChoice(options=options):
            answer = {"choice": options[-1].id}
        case _:
            answer = {"points": indicator.max_points.points / 100, "note": "Chấm"}
    return answer | {"documents": [PAPER]}


def evidence_of(
    rules: RuleSet, answers: Parts | None = None, *, share: tuple[int, int] = (10, 10), area: str = "normal"
) -> Parts:
    """Return evidence with an answer to every question of *rules*, but for *answers*; None there leaves one out."""
    tier = {"tier": rules.subject.tiers[0]} if rules.subject.tiers else {}
    given = {each.id: answer_to(each, *share) for each in rules.indicators} | (answers or {})
    return {
        "schema": "xhht-evidence/1",
        "subject": {"kind": rules.subject.kind, "name": "Đối tượng", "area": area, **tier},
        "year": rules.years.last or 2024,
        "answers": {name: answer for name, answer in given.items() if answer is not None},
    }


def rated(data: Parts, *overlays: Overlaid) -> Rating:
    return rate(data, overlays={each.overlay.rule_set: each for each in overlays})


def outcome(rating: Rating) -> Any:
    """Return what was decided, without where the figures come from."""
    items = {**rating.indicators, **rating.criteria}
    points = {name: (each.status, each.points, each.max_points) for name, each in items.items()}
    return rating.level.id, rating.decision.points, rating.decision.high, points


def evidence_file(folder: Path, data: Parts) -> Path:
    path = folder / "minh-chung.json"
    path.write_text(json.dumps(data), "utf-8")
    return path


# What the text fixes.


def other_thresholds(level: Level, total: float) -> Iterator[Parts]:
    least = level.from_points / 100
    yield {"from": least + 1}
    if least:
        yield {"from": least - 0.01}
    yield {"to": (level.to_points or level.from_points) / 100 - 1 if least else total}
    yield {"difficult_from": least + 0.5}


def other_bounds(gate: Gate) -> Iterator[Parts]:
    yield {"more_than": gate.least_points / 100}
    yield {"more_than": 3}
    yield {"at_least": 2}


def other_conditions(indicator: Indicator) -> Iterator[Parts]:
    """Scales on which full points ask for something else than the text does."""
    most = indicator.max_points.points / 100
    match indicator.answer:
        case AskShare():
            softer: Parts = {"kind": "bands", "bands": [{"at_least": 99, "points": most}]}
        case AskChoice(options=options):
            points = [0, *[most] * (len(options) - 1)]
            pairs = zip(options, points, strict=True)
            softer = {"kind": "choice", "options": [{"option": each.id, "points": earned} for each, earned in pairs]}
        case _:
            softer = {}
    if softer:
        yield {"scale": softer}
        yield {"difficult_scale": softer}
    yield {"answer": {"kind": "points"}, "scale": {"kind": "judged"}}


def other_questions(indicator: Indicator) -> Iterator[Parts]:
    """Answers of the same form to something else: half the people, other competencies, other options."""
    words = {"vi": "tổ trưởng", "en": "heads of teams"}
    asked = indicator.answer.model_dump(by_alias=True, exclude_none=True)
    match indicator.answer:
        case AskShare():
            yield {"answer": asked | {"of": words}}
            yield {"answer": asked | {"counted": words}}
        case AskChoice():
            last = asked["options"][-1] | {"name": words}
            yield {"answer": asked | {"options": [*asked["options"][:-1], last]}}


def fixed_figures() -> Iterator[tuple[str, str, Text, Parts]]:
    """Yield each official figure of the catalogue: rule set, path, citation, and an overlay that changes it."""
    for rules in all_rule_sets():
        parts = chain(_fixed_outcomes(rules), _fixed_criteria(rules), _fixed_indicators(rules))
        yield from ((rules.id, *each) for each in parts)


def _fixed_outcomes(rules: RuleSet) -> Iterator[tuple[str, Text, Parts]]:
    total = rules.total.points / 100
    if rules.total.provenance == "official":
        yield from (("/total", rules.total.citation.text, {"total": total + by}) for by in (1, -1, 0.01))
    for level in (each for each in rules.levels if each.provenance == "official"):
        for change in other_thresholds(level, total):
            yield f"/levels/{level.id}", level.citation.text, {"levels": [{"id": level.id, **change}]}
    for gate in (each for each in rules.gates if each.provenance == "official"):
        for change in other_bounds(gate):
            yield f"/gates/{gate.id}", gate.citation.text, {"gates": [{"id": gate.id, **change}]}


def _fixed_criteria(rules: RuleSet) -> Iterator[tuple[str, Text, Parts]]:
    for each in rules.criteria:
        cited = each.citation.text
        if each.provenance == "official":
            for name in ({"vi": "Tên khác", "en": each.name.en}, {"vi": each.name.vi, "en": "Another name"}):
                yield f"/criteria/{each.id}/name", cited, in_criterion(each.id, name=name)
        if each.max_points.provenance == "official":
            for by in (1, -1):
                changed = in_criterion(each.id, max_points=each.max_points.points / 100 + by)
                yield f"/criteria/{each.id}/max_points", cited, changed


def _fixed_indicators(rules: RuleSet) -> Iterator[tuple[str, Text, Parts]]:
    for criterion in rules.criteria:
        official = [each for each in criterion.indicators if each.max_points.provenance == "official"]
        for each in official:
            path, cited = f"/criteria/{criterion.id}/indicators/{each.id}", each.citation.text
            for by in (1, -1):
                changed = {"id": each.id, "max_points": each.max_points.points / 100 + by}
                yield f"{path}/max_points", cited, in_criterion(criterion.id, changed)
            others = [{"id": other.id} for other in criterion.indicators if other is not each]
            yield path, cited, in_criterion(criterion.id, *others, only=True)
            if each.scale.condition == "official":
                for change in other_conditions(each):
                    yield f"{path}/scale", cited, in_criterion(criterion.id, {"id": each.id, **change})
                for change in other_questions(each):
                    yield f"{path}/answer", cited, in_criterion(criterion.id, {"id": each.id, **change})
        if official:
            added = new_indicator(f"{criterion.id}.x")
            yield f"/criteria/{criterion.id}/indicators", criterion.citation.text, in_criterion(criterion.id, added)


def new_indicator(name: str, **changes: Any) -> Parts:
    """Return an indicator of a locality's own, worth a point."""
    return {
        "id": name,
        "label": {"vi": "Tủ sách của thôn", "en": "Village bookshelf"},
        "question": {"vi": "Thôn có tủ sách không?", "en": "Does the village have a bookshelf?"},
        "answer": {"kind": "met"},
        "max_points": 1,
        "scale": {"kind": "all-or-nothing"},
        "documents": [{"vi": "Danh mục sách", "en": "List of books"}],
    } | changes


FIXED = list(fixed_figures())
fixed = pytest.mark.parametrize(
    ("name", "path", "cited", "parts"),
    [pytest.param(*each, id=f"{each[0]}{each[1]}#{place}") for place, each in enumerate(FIXED)],
)


@fixed
def test_what_the_text_fixes_is_refused_with_its_article(written, name, path, cited, parts):
    """TT 44/2014: total, grades, gate, criteria; TT 22/2020: all maxima and what full points ask, too."""
    told = [each for each in problems_of(written(guidance(name, **parts))) if each.path == path]
    short = rule_set(name).text.short
    for lang in LANGUAGES:
        assert any(f"{cited.into(lang)} " in each.sentence(lang) for each in told), told
        assert any(short.into(lang) in each.sentence(lang) for each in told)


def test_every_figure_that_the_texts_fix_is_met_by_the_test_above():
    paths = {name: {path for of, path, *_ in FIXED if of == name} for name in rule_set_ids()}
    levels = {f"/levels/{each}" for each in ("good", "fair", "average", "not-met")}
    names = {f"/criteria/{number}/name" for number in range(1, 16)}
    assert paths["tt44-2014"] == {"/total", "/gates/no-criterion-at-zero"} | levels | names
    items = {"1": "abc", "2": "abcd", "3": "abc"}
    maxima = {f"/criteria/{number}/max_points" for number in items}
    each = {f"/criteria/{number}/indicators/{number}.{item}" for number, of in items.items() for item in of}
    assert {"/total"} | levels | maxima | each | {f"{path}/max_points" for path in each} <= paths["tt22-2020"]
    assert {f"{path}/scale" for path in each} <= paths["tt22-2020"]
    assert {name for name, found in paths.items() if found} == {"tt44-2014", "tt22-2020"}


@pytest.mark.parametrize("command", [("rate",), ("check",), ("explain", "1")], ids=lambda words: words[0])
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("name", "path", "article", "parts"),
    [
        ("tt44-2014", "/total", "4(2)", {"total": 110}),
        ("tt44-2014", "/levels/fair", "4(3)(b)", {"levels": [{"id": "fair", "from": 65}]}),
        ("tt44-2014", "/gates/no-criterion-at-zero", "4(3)", {"gates": [{"id": "no-criterion-at-zero", "at_least": 1}]}),
        ("tt44-2014", "/criteria/9/name", "3(9)", in_criterion("9", name={"vi": "Gia đình", "en": "Families"})),
        ("tt22-2020", "/criteria/1/indicators/1.a/max_points", "5(1)(a)", in_criterion("1", {"id": "1.a", "max_points": 9})),
    ],
)  # fmt: skip
def test_the_command_names_file_path_and_article(written, tmp_path, name, path, article, parts, lang, command):
    file = written(guidance(name, **parts))
    verb, *rest = command
    done = run(verb, evidence_file(tmp_path, evidence_of(rule_set(name))), *rest, "--overlay", file, "--lang", lang)
    assert (done.status, done.out) == (2, "")
    vi = "Điều " + re.sub(r"\((\d+)\)(?:\((\w)\))?", lambda found: f" khoản {found[1]}", article)
    cited = vi if lang == "vi" else f"Article {article}"
    assert any(line.startswith(f"{file}: {path}: {cited}") for line in done.err.splitlines()), done.err


@pytest.mark.parametrize("name", ["tt44-2014", "tt22-2020"])
def test_a_criterion_that_the_text_does_not_have_is_refused_with_the_article_that_lists_them(written, name):
    problem = next(iter(problems_of(written(guidance(name, **in_criterion("16", max_points=5))))))
    article = rule_set(name).criteria[0].citation.article
    assert problem.path == "/criteria/16"
    assert f"Điều {article} {rule_set(name).text.short.vi}" in problem.sentence("vi")
    assert f"Article {article} of {rule_set(name).text.short.en}" in problem.sentence("en")


@pytest.mark.parametrize("name", rule_set_ids())
def test_a_criterion_that_the_guidance_leaves_out_is_still_asked(written, name):
    made = loaded(written(guidance(name, criteria=[])))
    assert made == rule_set(name)


def fixed_lines_uncommented(words: str) -> str:
    return re.sub(r"^( *)## ?", r"\1", words, flags=re.M)


@pytest.mark.parametrize("name", rule_set_ids())
def test_to_repeat_what_the_text_fixes_changes_nothing_not_even_where_it_comes_from(written, name):
    """A guidance may print the whole table: a maximum of TT 22/2020 is no less official for that."""
    words = fixed_lines_uncommented(filled(overlay_of(rule_set(name), "vi")))
    assert loaded(written(words)) == rule_set(name)


# What a locality may set.

BANDS = {"kind": "bands", "bands": [{"at_least": 60, "points": 5}, {"at_least": 40, "points": 2.5}]}
LOWER = {"kind": "bands", "bands": [{"at_least": 40, "points": 5}, {"at_least": 20, "points": 2.5}]}
SIX_OF_TEN = {"count": 6, "of": 10, "documents": [PAPER]}
FOUR_OF_TEN = {"count": 4, "of": 10, "documents": [PAPER]}
CENTRE = {"kind": "choice", "options": [
    {"option": "none", "points": 0}, {"option": "average", "points": 0.5}, {"option": "fair", "points": 1.25},
    {"option": "good", "points": 4},
]}  # fmt: skip
POVERTY = {"kind": "bands", "bands": [{"at_least": 0.75, "points": 4}, {"at_least": 0.5, "points": 3.5}]}

CHANGES = [
    # the criterion and its indicators; area; answered, without and with the guidance; how sure without and with it
    pytest.param(
        in_criterion("1", {"id": "1.1", "max_points": 4, "scale": {"kind": "all-or-nothing"}},
                     {"id": "1.2", "max_points": 2, "scale": {"kind": "all-or-nothing"}}),
        "normal", "1.1", {"met": True, "documents": [PAPER]}, 3, 4, "local", id="points moved",
    ),
    pytest.param(
        in_criterion("9", {"id": "9.1", "max_points": 5, "scale": BANDS}),
        "normal", "9.1", SIX_OF_TEN, 4, 5, "local", id="bands, full",
    ),
    pytest.param(
        in_criterion("9", {"id": "9.1", "scale": BANDS}),
        "normal", "9.1", FOUR_OF_TEN, 2, 2.5, "local", id="bands, in part, on the scale alone",
    ),
    pytest.param(
        in_criterion("9", {"id": "9.1", "scale": BANDS}),
        "normal", "9.1", SIX_OF_TEN, 4, 5, "assumed", id="bands, full, as sure as the maximum that stays",
    ),
    pytest.param(
        in_criterion("9", {"id": "9.1", "max_points": 5, "scale": BANDS, "difficult_scale": LOWER}),
        "difficult", "9.1", FOUR_OF_TEN, 3, 5, "local", id="bands of a difficult area",
    ),
    pytest.param(
        in_criterion("9", {"id": "9.1", "max_points": 5, "scale": BANDS, "difficult_scale": LOWER}),
        "normal", "9.1", FOUR_OF_TEN, 2, 2.5, "local", id="bands of a difficult area, in another",
    ),
    pytest.param(
        in_criterion("9", {"id": "9.1", "difficult_scale": LOWER}),
        "normal", "9.1", SIX_OF_TEN, 4, 4, "assumed", id="nothing said of this area",
    ),
    pytest.param(
        in_criterion("8", {"id": "8.1", "scale": {"kind": "proportional", "full_at_percent": 80, "step": 0.5}}),
        "normal", "8.1", SIX_OF_TEN, 3, 3, "local", id="in proportion, even where the points are the same",
    ),
    pytest.param(
        in_criterion("8", {"id": "8.1", "scale": {"kind": "proportional", "full_at_percent": 80, "step": 0.5}}),
        "normal", "8.1", {"count": 53, "of": 100, "documents": [PAPER]}, 3, 2.5, "local", id="in proportion, down",
    ),
    pytest.param(
        in_criterion("4", {"id": "4.3", "scale": CENTRE}),
        "normal", "4.3", {"choice": "fair", "documents": [PAPER]}, 3, 1.25, "local", id="choice",
    ),
    pytest.param(
        in_criterion("11", {"id": "11.1", "scale": POVERTY}),
        "normal", "11.1", {"value": 0.5, "documents": [PAPER]}, 2, 3.5, "local", id="value",
    ),
    pytest.param(
        in_criterion("13", {"id": "13.2", "answer": {"kind": "points"}, "max_points": 2, "scale": {"kind": "judged"}}),
        "normal", "13.2", {"points": 1.75, "documents": [PAPER]}, 1.75, 1.75, "local", id="judged in place of a share",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("parts", "area", "name", "answer", "before", "after", "provenance"), CHANGES)
def test_what_the_guidance_says_counts_and_counts_as_local(
    written, parts, area, name, answer, before, after, provenance
):
    rules, overlaid = rule_set("tt44-2014"), load_overlay(written(guidance(**parts)))
    data = evidence_of(rules, {name: answer}, area=area)
    without, with_it = rated(data), rated(data, overlaid)
    assert without.indicators[name].points == before * 100
    assert with_it.indicators[name].points == after * 100
    assert (without.provenance_of(name), with_it.provenance_of(name)) == ("assumed", provenance)
    own = explain(with_it).provenance.local
    assert own == sum(with_it.provenance_of(each) == "local" for each in with_it.judged)
    assert own >= (provenance == "local")
    others = {each.id for each in rules.indicators} - {part["id"] for part in parts["criteria"][0]["indicators"]}
    assert {each: with_it.indicators[each] for each in others} == {each: without.indicators[each] for each in others}


def test_points_moved_between_criteria_keep_the_total(written):
    parts = {
        "criteria": [
            {"id": "10", "max_points": 5, "indicators": [{"id": "10.1", "max_points": 5, "scale": BANDS}]},
            {"id": "15", "max_points": 3, "indicators": [{"id": "15.1", "max_points": 1}]},
        ]
    }
    rating = rated(evidence_of(rule_set("tt44-2014"), {"10.1": FOUR_OF_TEN}), load_overlay(written(guidance(**parts))))
    assert (rating.criteria["10"].points, rating.criteria["10"].max_points) == (250, 500)
    assert (rating.criteria["15"].points, rating.criteria["15"].max_points) == (300, 300)
    assert rating.points == 97.5


def test_an_indicator_of_the_locality_is_asked_and_counted(written):
    moved = {"id": "9.3", "max_points": 1, "scale": {"kind": "all-or-nothing"}}
    overlaid = load_overlay(written(guidance(**in_criterion("9", moved, new_indicator("9.4")))))
    rules = rule_set("tt44-2014")
    silent = rated(evidence_of(rules), overlaid)
    assert [each.id for each in silent.rule_set.criteria_by_id["9"].indicators] == ["9.1", "9.2", "9.3", "9.4"]
    assert (silent.indicators["9.4"].status, silent.points, silent.decision.high) == ("missing", 99, 10000)
    said = next(each for each in explain(silent).criteria[8].indicators if each.id == "9.4").explanation
    assert said == Text(
        "Chưa có câu trả lời nên chưa chấm điểm. Minh chứng cần có: Danh mục sách.",
        "No answer yet, so no points yet. Documents needed: List of books.",
    )
    answered = evidence_of(rules, {"9.4": {"met": True, "documents": [PAPER]}})
    assert rated(answered, overlaid).provenance_of("9.4") == "local"
    assert rated(answered, overlaid).points == 100
    with pytest.raises(EvidenceError) as refused:
        rated(answered)
    assert refused.value.problems[0].path == "/answers/9.4"


def test_an_indicator_that_the_locality_drops_is_no_longer_asked(written):
    kept = [{"id": "1.1", "max_points": 4}, {"id": "1.3", "max_points": 4}]
    overlaid = load_overlay(written(guidance(**in_criterion("1", *kept, only=True))))
    rules = rule_set("tt44-2014")
    with pytest.raises(EvidenceError) as refused:
        rated(evidence_of(rules), overlaid)
    assert [each.path for each in refused.value.problems] == ["/answers/1.2"]
    rating = rated(evidence_of(rules, {"1.2": None}), overlaid)
    assert (rating.points, rating.criteria["1"].points) == (100, 800)


def test_without_only_what_is_not_listed_stays_in_its_place(written):
    made = loaded(written(guidance(**in_criterion("1", {"id": "1.3", "label": {"vi": "Sơ kết", "en": "Review"}}))))
    before = rule_set("tt44-2014").criteria[0].indicators
    assert made.criteria[0].indicators == (*before[:2], before[2].model_copy(update={"label": Text("Sơ kết", "Review")}))


DOCUMENT = {"vi": "Sổ theo dõi", "en": "Register"}


@pytest.mark.parametrize("name", ["1.3", "9.1"])
def test_papers_are_added_or_replaced(written, name):
    before = rule_set("tt44-2014").by_id[name].documents
    added = {"id": name, "more_documents": [DOCUMENT]}
    replaced = {"id": name, "documents": [DOCUMENT]}
    both = {"id": name, "documents": [DOCUMENT], "more_documents": [DOCUMENT | {"vi": "Sổ khác"}]}
    for change, after in (
        (added, (*before, Text("Sổ theo dõi", "Register"))),
        (replaced, (Text("Sổ theo dõi", "Register"),)),
        (both, (Text("Sổ theo dõi", "Register"), Text("Sổ khác", "Register"))),
    ):
        made = loaded(written(guidance(**in_criterion(name.split(".")[0], change))))
        assert made.by_id[name].documents == after


def test_a_paper_that_only_the_locality_asks_for_is_asked_for(written):
    """QĐ 448/QĐ-KHVN asks no paper of a family; a province can."""
    rules = rule_set("khvn448-2015-family")
    parts = in_criterion("3", {"id": "3.1", "more_documents": [DOCUMENT]})
    data = evidence_of(rules, {"3.1": {"met": True}})
    assert rated(data).indicators["3.1"].status == "pass"
    rating = rated(data, load_overlay(written(guidance(rules.id, **parts))))
    assert rating.indicators["3.1"].status == "missing"
    said = next(each for each in explain(rating).criteria[2].indicators if each.id == "3.1").explanation
    assert "Minh chứng cần có: Sổ theo dõi." in said.vi
    assert "Documents needed: Register." in said.en


@pytest.mark.parametrize(
    ("parts", "area", "share", "level"),
    [
        pytest.param({}, "normal", (5, 10), "not-recognised", id="without"),
        pytest.param({"levels": [{"id": "recognised", "from": 75}]}, "normal", (5, 10), "recognised", id="lower"),
        pytest.param({"levels": [{"id": "recognised", "from": 75.01}]}, "normal", (5, 10), "not-recognised", id="near"),
        pytest.param(
            {"levels": [{"id": "recognised", "difficult_from": 60}]}, "normal", (5, 10), "not-recognised", id="not here"
        ),
        pytest.param(
            {"levels": [{"id": "recognised", "difficult_from": 75}]}, "difficult", (5, 10), "recognised", id="on it"
        ),
        pytest.param(
            {"levels": [{"id": "recognised", "difficult_from": 76}]}, "difficult", (5, 10), "not-recognised", id="harder"
        ),
        pytest.param({"levels": [{"id": "recognised", "from": 100}]}, "normal", (10, 10), "recognised", id="everything"),
    ],
)  # fmt: skip
def test_a_pass_mark_that_no_text_fixes_can_be_set(written, parts, area, share, level):
    """75 points: 30 + 5 + 10 + 10 + 20 for a family, half of whose adults studied a topic, less 1.1, 1.2, 2.1."""
    rules = rule_set("khvn448-2015-family")
    answers = {name: {"points": 10, "note": "Chấm"} for name in ("1.1", "1.2")}
    answers["2.1"] = {"points": 10, "note": "Chấm"}
    answers["4.2"] = {"met": share == (10, 10)}
    answers["4.1"] = {"points": 10 if share == (10, 10) else 0, "note": "Chấm"}
    answers["2.2"] = {"count": share[0], "of": share[1]}
    data = evidence_of(rules, answers, area=area)
    overlaid = load_overlay(written(guidance(rules.id, **parts)))
    rating = rated(data, overlaid)
    assert rating.points == (100 if share == (10, 10) else 75)
    assert rating.level.id == level
    assert explain(rating).level.id == level
