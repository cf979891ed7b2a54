"""Overlays: what the text fixes is refused with its article; what a locality may set changes, and counts as local."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from rich.cells import cell_len
from support import PAPER, shown_in_terminal, unit
from test_bad_input import run, unsafe

from criteria.base import AREAS
from criteria.catalogue import all_rule_sets, rule_set, rule_set_ids
from criteria.loading import LARGEST_FILE
from criteria.model import Gate, Indicator, Level, RuleSet
from criteria.overlay_model import Overlaid
from criteria.overlays import load_overlay
from criteria.problems import Problem, RuleSetError
from criteria.questions import AskChange, AskChoice, AskMet, AskShare, AskValue
from criteria.targets_model import AnyRuleSet, TargetIndicator, TargetRuleSet
from criteria.texts import Text
from ratings.evidence import EvidenceError
from ratings.explaining import explain
from ratings.overlay_export import overlay_of
from ratings.rating import rate
from ratings.record import AnyRating, Rating
from ratings.schemas import schema

XHHT = Path(sys.executable).with_name("xhht")
ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "samples" / "huong-dan-tinh-ha-khe.yaml"
OWN = {"1.4", "3.3", "4.5", "10.2", "13.3"}
"""Indicators that the sample adds."""
BROKEN = Path(__file__).parent / "broken_overlays"
EXPECTED = yaml.safe_load((BROKEN / "expected.yaml").read_text(encoding="utf-8"))
LANGUAGES = ("vi", "en")
ISSUED = {
    "number": "12/HD-SGDĐT",
    "issuer": {"vi": "Sở GD&ĐT tỉnh Hà Khê", "en": "Hà Khê Department of Education"},
    "date": date(2015, 3, 10),
}
JUDGED = {"answer": {"kind": "points"}, "scale": {"kind": "judged"}}
BANDS = {"kind": "bands", "bands": [{"at_least": 60, "points": 5}, {"at_least": 40, "points": 2.5}]}
OF_POINTS = tuple(name for name in rule_set_ids() if isinstance(rule_set(name), RuleSet))
OF_TARGETS = tuple(name for name in rule_set_ids() if isinstance(rule_set(name), TargetRuleSet))
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


def loaded(path: Path) -> Any:
    """Return the rule set that the overlay at *path* makes, of the scheme of the one that it names."""
    return load_overlay(path).rule_set


def problems_of(path: Path) -> tuple[Problem, ...]:
    with pytest.raises(RuleSetError) as refused:
        load_overlay(path)
    assert refused.value.file == str(path)
    return refused.value.problems


def in_criterion(name: str, /, *indicators: Parts, **changes: Any) -> Parts:
    """Return the part of an overlay that speaks of one criterion."""
    return {"criteria": [{"id": name, **changes, **({"indicators": list(indicators)} if indicators else {})}]}


# Evidence that any rule set can rate.


def answer_to(indicator: Indicator | TargetIndicator, count: int, of: int) -> Parts:
    """Return an answer with a paper: everything met, and *count* of *of* where that is asked."""
    if isinstance(indicator, TargetIndicator):
        return answer_to_target(indicator, count, of) | {"documents": [PAPER]}
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


def answer_to_target(indicator: TargetIndicator, count: int, of: int) -> Parts:
    match indicator.answer:
        case AskShare():
            return {"count": count, "of": of}
        case AskValue():
            return {"value": 1_000}
        case AskChoice(options=options):
            return {"choice": options[-1].id}
        case AskChange(direction=direction):
            return {"value": 2, "previous": 1} if direction == "rise" else {"value": 1, "previous": 2}
    return {"met": True}


def evidence_of(
    rules: AnyRuleSet, answers: Parts | None = None, *, share: tuple[int, int] = (10, 10), area: str = "normal"
) -> Parts:
    """Return evidence with an answer to every question of *rules*, but for *answers*; None there leaves one out."""
    tier = {"tier": rules.subject.tiers[0]} if rules.subject.tiers else {}
    if isinstance(rules, TargetRuleSet) and rules.types:
        tier["type"] = rules.types[0].id
    given = {each.id: answer_to(each, *share) for each in rules.indicators} | (answers or {})
    return {
        "schema": "xhht-evidence/1",
        "subject": {"kind": rules.subject.kind, "name": "Đối tượng", "area": area, **tier},
        "year": rules.years.last or 2024,
        "answers": {name: answer for name, answer in given.items() if answer is not None},
    }


def rated(data: Parts, *overlays: Overlaid) -> Any:
    """Return the rating of *data* under *overlays*, of the scheme of its rule set."""
    return rate(data, overlays={each.overlay.rule_set: each for each in overlays})


def outcome(rating: AnyRating) -> Any:
    """Return what was decided, without where the figures come from."""
    if not isinstance(rating, Rating):
        decision = rating.decision
        by_item = {**decision.targets, **decision.criteria, "levels": decision.levels}
        statuses = {
            (name, level): each.status for name, verdicts in by_item.items() for level, each in verdicts.items()
        }
        return rating.level.id, decision.high_level, statuses
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
            changed: Parts = {"kind": "bands", "bands": [{"at_least": 99, "points": most}]}
        case AskChoice(options=options):
            full_at = [step.points for step in reversed(indicator.steps["normal"])].index(indicator.max_points.points)
            other = 1 if full_at != 1 else 2
            earned = [most * (place >= other) for place in range(len(options))]
            pairs = zip(options, earned, strict=True)
            changed = {"kind": "choice", "options": [{"option": each.id, "points": points} for each, points in pairs]}
        case _:
            changed = {}
    if changed:
        yield {"scale": changed}
        yield {"difficult_scale": changed}
    yield JUDGED


def other_questions(indicator: Indicator | TargetIndicator) -> Iterator[Parts]:
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
        if isinstance(rules, TargetRuleSet):
            parts = chain(_fixed_levels(rules), _fixed_targets(rules))
        else:
            parts = chain(_fixed_outcomes(rules), _fixed_criteria(rules), _fixed_indicators(rules))
        yield from ((rules.id, *each) for each in parts)


def _fixed_levels(rules: TargetRuleSet) -> Iterator[tuple[str, Text, Parts]]:
    """A level of targets has no threshold: whatever is said of it changes it."""
    for level in rules.levels:
        for change in ({"from": 50}, {"to": 60}, {"difficult_from": 40}):
            yield f"/levels/{level.id}", level.citation.text, {"levels": [{"id": level.id, **change}]}


def _fixed_targets(rules: TargetRuleSet) -> Iterator[tuple[str, Text, Parts]]:
    """All but papers: no target is left out, added, asked in other words or of other figures."""
    name = {"vi": "Tên khác", "en": "Another name"}
    for criterion in rules.criteria:
        path, cited = f"/criteria/{criterion.id}", criterion.citation.text
        kept = [{"id": each.id} for each in criterion.indicators]
        for changed in ({"name": name}, {"max_points": 5}, {"only": True}):
            yield path, cited, in_criterion(criterion.id, *kept, **changed)
        added = new_indicator(f"{criterion.id}.x")
        yield f"{path}/indicators/{added['id']}", cited, in_criterion(criterion.id, added)
        for each in criterion.indicators:
            changes = [change for _, change in other_words(each)]
            changes += [{"max_points": 1}, {"scale": {"kind": "all-or-nothing"}}, {"difficult_scale": BANDS}, JUDGED]
            for change in changes:
                changed = in_criterion(criterion.id, {"id": each.id, **change})
                yield f"{path}/indicators/{each.id}", each.citation.text, changed


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
            for key, change in other_words(each):
                yield f"{path}/{key}", cited, in_criterion(criterion.id, {"id": each.id, **change})
            others = [{"id": other.id} for other in criterion.indicators if other is not each]
            yield path, cited, in_criterion(criterion.id, *others, only=True)
            if each.scale.condition == "official":
                for change in other_conditions(each):
                    yield f"{path}/scale", cited, in_criterion(criterion.id, {"id": each.id, **change})
        if official:
            added = new_indicator(f"{criterion.id}.x")
            yield f"/criteria/{criterion.id}/indicators", criterion.citation.text, in_criterion(criterion.id, added)


def other_words(indicator: Indicator | TargetIndicator) -> Iterator[tuple[str, Parts]]:
    """Yield each key that says for what the points are, with other words in one of the languages, or elsewhere."""
    yield from (("answer", change) for change in other_questions(indicator))
    for key, words in (("label", indicator.label), ("question", indicator.question)):
        yield key, {key: {"vi": "Lời khác", "en": words.en}}
        yield key, {key: {"vi": words.vi, "en": "Other words"}}
    yield "citation", {"citation": {"article": 5, "clause": 9}}


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
    """TT 44/2014: total, grades, gate, criteria; TT 22/2020: all maxima and what full points ask, too.

    TT 24/2023 and TT 25/2023: everything that is asked.
    """
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
    asked = ("scale", "label", "question", "citation")
    assert {f"{path}/{key}" for path in each for key in asked} <= paths["tt22-2020"]
    # A "yes" to something else has another question: nothing else of such an answer can change.
    shares = {f"/criteria/{name[0]}/indicators/{name}/answer" for name in ("2.a", "2.b", "2.c", "2.d", "3.a", "3.b")}
    assert shares == {path for path in paths["tt22-2020"] if path.endswith("/answer")}
    for rules in map(rule_set, OF_TARGETS):
        levels = {f"/levels/{each}" for each in ("level-2", "level-1", "not-recognised")}
        criteria = {f"/criteria/{each.id}" for each in rules.criteria}
        targets = {f"/criteria/{name.split('.')[0]}/indicators/{name}" for name in rules.by_id}
        added = {f"{path}/indicators/{path.split('/')[2]}.x" for path in criteria}
        assert paths[rules.id] == levels | criteria | targets | added
    assert {name for name, found in paths.items() if found} == {"tt44-2014", "tt22-2020", *OF_TARGETS}


AT_ZERO = {"gates": [{"id": "no-criterion-at-zero", "at_least": 1}]}
TOLD = [
    ("tt44-2014", "/total", "4(2)", {"total": 110}),
    ("tt44-2014", "/levels/fair", "4(3)(b)", {"levels": [{"id": "fair", "from": 65}]}),
    ("tt44-2014", "/gates/no-criterion-at-zero", "4(3)", AT_ZERO),
    ("tt44-2014", "/criteria/9/name", "3(9)", in_criterion("9", name={"vi": "Gia đình", "en": "Families"})),
    ("tt22-2020", "/criteria/1/max_points", "5(1)", in_criterion("1", max_points=31)),
    ("tt22-2020", "/criteria/1/indicators/1.a", "5(1)(a)", in_criterion("1", {"id": "1.b"}, {"id": "1.c"}, only=True)),
    ("tt25-2023-commune", "/levels/level-1", "8(1)(a)", {"levels": [{"id": "level-1", "from": 50}]}),
    ("tt25-2023-commune", "/criteria/5", "6(5)", in_criterion("5", {"id": "5.1"}, only=True)),
    ("tt24-2023-district", "/criteria/2/indicators/2.4", "6(2)(d)", in_criterion("2", {"id": "2.4", **JUDGED})),
]
verbs = pytest.mark.parametrize("command", [("rate",), ("check",), ("explain", "1")], ids=lambda words: words[0])


@verbs
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("case", TOLD, ids=lambda case: case[0] + case[1])
def test_the_command_names_file_path_and_article(written, tmp_path, case, lang, command):
    name, path, article, parts = case
    file = written(guidance(name, **parts))
    verb, *rest = command
    done = run(verb, evidence_file(tmp_path, evidence_of(rule_set(name))), *rest, "--overlay", file, "--lang", lang)
    assert (done.status, done.out) == (2, "")
    cited = next(cited for of, at, cited, _ in FIXED if (of, at) == (name, path))
    assert f"Article {article}" == cited.en
    assert any(line.startswith(f"{file}: {path}: {cited.into(lang)} ") for line in done.err.splitlines()), done.err


@pytest.mark.parametrize("name", ["tt44-2014", "tt22-2020", *OF_TARGETS])
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
        (in_criterion("1", {"id": "1.1", "max_points": 4, "scale": {"kind": "all-or-nothing"}},
                      {"id": "1.2", "max_points": 2, "scale": {"kind": "all-or-nothing"}}),
         "normal", "1.1", {"met": True, "documents": [PAPER]}, 3, 4, "local"), id="points moved",
    ),
    pytest.param(
        (in_criterion("9", {"id": "9.1", "max_points": 5, "scale": BANDS}),
         "normal", "9.1", SIX_OF_TEN, 4, 5, "local"), id="bands, full",
    ),
    pytest.param(
        (in_criterion("9", {"id": "9.1", "scale": BANDS}),
         "normal", "9.1", FOUR_OF_TEN, 2, 2.5, "local"), id="bands, in part, on the scale alone",
    ),
    pytest.param(
        (in_criterion("9", {"id": "9.1", "scale": BANDS}),
         "normal", "9.1", SIX_OF_TEN, 4, 5, "assumed"), id="bands, full, as sure as the maximum that stays",
    ),
    pytest.param(
        (in_criterion("9", {"id": "9.1", "max_points": 5, "scale": BANDS, "difficult_scale": LOWER}),
         "difficult", "9.1", FOUR_OF_TEN, 3, 5, "local"), id="bands of a difficult area",
    ),
    pytest.param(
        (in_criterion("9", {"id": "9.1", "max_points": 5, "scale": BANDS, "difficult_scale": LOWER}),
         "normal", "9.1", FOUR_OF_TEN, 2, 2.5, "local"), id="bands of a difficult area, in another",
    ),
    pytest.param(
        (in_criterion("9", {"id": "9.1", "difficult_scale": LOWER}),
         "normal", "9.1", SIX_OF_TEN, 4, 4, "assumed"), id="nothing said of this area",
    ),
    pytest.param(
        (in_criterion("8", {"id": "8.1", "scale": {"kind": "proportional", "full_at_percent": 80, "step": 0.5}}),
         "normal", "8.1", SIX_OF_TEN, 3, 3, "local"), id="in proportion, even where the points are the same",
    ),
    pytest.param(
        (in_criterion("8", {"id": "8.1", "scale": {"kind": "proportional", "full_at_percent": 80, "step": 0.5}}),
         "normal", "8.1", {"count": 53, "of": 100, "documents": [PAPER]}, 3, 2.5, "local"), id="in proportion, down",
    ),
    pytest.param(
        (in_criterion("4", {"id": "4.3", "scale": CENTRE}),
         "normal", "4.3", {"choice": "fair", "documents": [PAPER]}, 3, 1.25, "local"), id="choice",
    ),
    pytest.param(
        (in_criterion("11", {"id": "11.1", "scale": POVERTY}),
         "normal", "11.1", {"value": 0.5, "documents": [PAPER]}, 2, 3.5, "local"), id="value",
    ),
    pytest.param(
        (in_criterion("13", {"id": "13.2", "answer": JUDGED["answer"], "max_points": 2, "scale": JUDGED["scale"]}),
         "normal", "13.2", {"points": 1.75, "documents": [PAPER]}, 1.75, 1.75, "local"), id="judged, no share",
    ),
]  # fmt: skip


@pytest.mark.parametrize("case", CHANGES)
def test_what_the_guidance_says_counts_and_counts_as_local(written, case):
    parts, area, name, answer, before, after, provenance = case
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


# Who recognises, on days for which no text names anybody: more in test_targets_overlays.

NAMED_TO_A_DAY = [
    rules.id
    for rules in all_rule_sets()
    if rules.recognition is not None and any(each.last is not None for each in rules.recognition.authorities)
]
"""Rule sets whose authority came to an end with the district tier."""


def test_an_authority_can_be_named_for_the_one_tier_that_has_none(written):
    """TT 22/2020 art. 7(2): of the province the text names one for good."""
    named = {"name": {"vi": "Ông A", "en": "Mr A"}, "from": date(2025, 7, 1), "tiers": ["district"]}
    made = loaded(written(guidance("tt22-2020", authorities=[named])))
    assert [each.tiers for each in made.recognition.authorities] == [("district",), ("province",), ("district",)]


AUTHORITIES = re.compile(r"^# (authorities:|  - \{name: )", flags=re.M)


@pytest.mark.parametrize("name", rule_set_ids())
def test_the_exported_line_for_an_authority_can_be_used_as_it_stands(written, name):
    """It begins on the day after the last for which the text names somebody."""
    words = filled(overlay_of(rule_set(name), "vi"))
    assert len(AUTHORITIES.findall(words)) == (2 if name in NAMED_TO_A_DAY else 0)
    if name in NAMED_TO_A_DAY:
        taken = AUTHORITIES.sub(r"\1", words).replace("{vi: …, en: …}, from", "{vi: Ông A, en: Mr A}, from")
        *before, local = loaded(written(taken)).recognition.authorities
        assert tuple(before) == rule_set(name).recognition.authorities
        assert (local.name, local.first, local.provenance) == (Text("Ông A", "Mr A"), date(2025, 7, 1), "local")


# Indicators of a locality's own.


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
    assert made.criteria[0].indicators == (
        *before[:2],
        before[2].model_copy(update={"label": Text("Sơ kết", "Review")}),
    )


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


SEVENTY_FIVE = {"4.1": {"met": False}, "4.2": {"met": False}, "2.2": {"count": 5, "of": 10}}
"""Answers of a family that costs it 10, 10 and 5 points of 100."""


@pytest.mark.parametrize(
    ("change", "area", "level"),
    [
        pytest.param({"from": 80}, "normal", "not-recognised", id="as before"),
        pytest.param({"from": 75}, "normal", "recognised", id="on it"),
        pytest.param({"from": 75.01}, "normal", "not-recognised", id="just below"),
        pytest.param({"difficult_from": 60}, "normal", "not-recognised", id="of another area"),
        pytest.param({"difficult_from": 75}, "difficult", "recognised", id="on it, difficult"),
        pytest.param({"difficult_from": 76}, "difficult", "not-recognised", id="below, difficult"),
        pytest.param({"from": 85}, "difficult", "recognised", id="of the other area"),
    ],
)
def test_a_pass_mark_that_no_text_fixes_can_be_set(written, change, area, level):
    name = "khvn448-2015-family"
    data = evidence_of(rule_set(name), SEVENTY_FIVE, area=area)
    rating = rated(data, load_overlay(written(guidance(name, levels=[{"id": "recognised", **change}]))))
    assert (rating.points, rating.level.id) == (75, level)


@pytest.mark.parametrize("name", ["khvn448-2015-family", "khvn448-2015-unit"])
@pytest.mark.parametrize(
    ("change", "local"),
    [
        pytest.param({"from": 75}, {"normal"}, id="normal"),
        pytest.param({"difficult_from": 60}, {"difficult"}, id="difficult"),
        pytest.param({"from": 75, "difficult_from": 60}, set(AREAS), id="both"),
    ],
)
def test_a_pass_mark_is_local_in_the_area_for_which_it_is_set(written, name, change, local):
    """And nowhere else: what the guidance does not speak of stays as sure as it was."""
    before = rule_set(name).levels[0]
    made = loaded(written(guidance(name, levels=[{"id": "recognised", **change}]))).levels[0]
    expected = {area: "local" if area in local else before.provenance_in(area) for area in AREAS}
    assert {area: made.provenance_in(area) for area in AREAS} == expected


@pytest.mark.parametrize(
    ("bound", "level"),
    [({"at_least": 4}, "recognised"), ({"at_least": 4.5}, "not-recognised"), ({"more_than": 3.99}, "recognised"),
     ({"more_than": 4}, "not-recognised")],
    ids=str,
)  # fmt: skip
def test_a_gate_that_no_text_fixes_can_be_set_in_either_way(written, bound, level):
    rules = rule_set("khvn324-2023-citizen")
    data = evidence_of(rules, {"1.1": {"points": 4}})
    assert rated(data).level.id == "not-recognised"
    overlaid = load_overlay(written(guidance(rules.id, gates=[{"id": "no-indicator-below-5", **bound}])))
    assert rated(data, overlaid).level.id == level
    assert overlaid.rule_set.gates[0].provenance == "local"


def test_a_total_that_no_text_fixes_can_be_set(written):
    name = "khvn448-2015-family"
    change = in_criterion("4", {"id": "4.2", "max_points": 20, "scale": {"kind": "all-or-nothing"}}, max_points=30)
    overlaid = load_overlay(written(guidance(name, total=110, **change)))
    rating = rated(evidence_of(rule_set(name)), overlaid)
    assert (rating.points, rating.max_points) == (110, 110)
    made = overlaid.rule_set
    assert (made.total.provenance, made.criteria[3].max_points.provenance) == ("local", "local")


def test_a_criterion_that_no_text_names_can_be_called_otherwise_everywhere(written, tmp_path):
    """Its short name went with the old one."""
    rules = rule_set("khvn448-2015-unit")
    old = rules.criteria[2]
    assert old.short is not None
    file = written(guidance(rules.id, **in_criterion(old.id, name={"vi": "Tác dụng", "en": "Use"})))
    assert loaded(file).criteria[2].provenance == "local"
    for brief in ([], ["--brief"]):
        done = run("rate", evidence_file(tmp_path, evidence_of(rules)), "--overlay", file, *brief)
        assert "Tác dụng" in done.out
        assert old.name.vi not in done.out
        assert old.short.vi not in done.out


def test_a_guidance_leaves_no_trace_in_the_next_rating(written):
    """The engine keeps what it has run, under a name: two rule sets of one id do not meet."""
    rules = rule_set("tt44-2014")
    data = evidence_of(rules, {"9.1": FOUR_OF_TEN})
    before = outcome(rated(data))
    other = load_overlay(written(guidance(**in_criterion("9", {"id": "9.1", "scale": BANDS}))))
    changed = outcome(rated(data, other))
    assert changed != before
    assert outcome(rated(data)) == before
    assert outcome(rated(data, other)) == changed
    assert outcome(rated(data)) == before


# Who says so: the result names the guidance.


@pytest.fixture
def two_local(written, tmp_path):
    """Return a commune, and a guidance on two of its indicators."""
    change = in_criterion(
        "9",
        {"id": "9.1", "max_points": 5, "scale": BANDS},
        {"id": "9.3", "max_points": 2, "scale": {"kind": "all-or-nothing"}},
    )
    rules = rule_set("tt44-2014")
    return evidence_file(tmp_path, evidence_of(rules, {"9.1": FOUR_OF_TEN})), written(guidance(**change))


def test_json_names_the_guidance_and_counts_what_rests_on_it(two_local):
    evidence, overlay = two_local
    done = run("rate", evidence, "--overlay", overlay, "--format", "json")
    result = json.loads(done.out)
    assert (done.status, done.err) == (0, "")
    assert result["rule_set"]["id"] == "tt44-2014"
    assert result["rule_set"]["overlay"] == {
        "number": "12/HD-SGDĐT",
        "issuer": ISSUED["issuer"],
        "date": "2015-03-10",
        "file": str(overlay),
    }
    assert result["provenance"] == {"official": 0, "local": 2, "secondary": 0, "assumed": 38}
    local = [each["id"] for of in result["criteria"] for each in of["indicators"] if each["provenance"] == "local"]
    assert local == ["9.1", "9.3"]
    assert not list(Draft202012Validator(schema("result")).iter_errors(result))


def test_json_without_guidance_names_none(two_local):
    evidence, _ = two_local
    result = json.loads(run("rate", evidence, "--format", "json").out)
    assert "overlay" not in result["rule_set"]
    assert result["provenance"]["local"] == 0


@pytest.mark.parametrize(
    ("lang", "named", "counted", "scored"),
    [
        ("vi", "số 12/HD-SGDĐT ngày 10/03/2015 của Sở GD&ĐT tỉnh Hà Khê.", "2 theo hướng dẫn địa phương;",
         "đạt một phần · cách chấm: hướng dẫn địa phương"),
        ("en", "no. 12/HD-SGDĐT of 2015-03-10 by Hà Khê Department of Education.", "2 on local guidance;",
         "partial · scoring: local guidance"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("brief", [[], ["--brief"]], ids=["whole", "brief"])
def test_text_names_the_guidance_and_counts_what_rests_on_it(two_local, lang, named, counted, scored, brief):
    evidence, overlay = two_local
    done = run("rate", evidence, "--overlay", overlay, "--lang", lang, *brief)
    shown = " ".join(done.out.split())
    assert (done.status, done.err) == (0, "")
    assert named in shown
    assert brief or counted in shown
    assert brief or scored in shown
    assert named not in " ".join(run("rate", evidence, "--lang", lang, *brief).out.split())


@pytest.mark.parametrize(("lang", "local"), [("vi", "hướng dẫn địa phương"), ("en", "local guidance")])
@pytest.mark.parametrize("name", ["9.1", "9"])
def test_explain_shows_the_figures_of_the_guidance_and_its_number(two_local, name, lang, local):
    evidence, overlay = two_local
    shown = " ".join(run("explain", evidence, name, "--overlay", overlay, "--lang", lang).out.split())
    assert "2,5: từ 40" in shown if lang == "vi" else "2.5: at least 40" in shown
    assert local in shown
    assert "12/HD-SGDĐT" in shown


def test_explain_of_what_the_guidance_does_not_speak_of_calls_nothing_local(two_local):
    evidence, overlay = two_local
    shown = run("explain", evidence, "1.1", "--overlay", overlay).out
    assert "Điểm tối đa: giả định; thang dưới mức tối đa: giả định." in " ".join(shown.split())


def test_check_reads_by_the_guidance(written, tmp_path):
    rules = rule_set("tt44-2014")
    moved = {"id": "9.3", "max_points": 1, "scale": {"kind": "all-or-nothing"}}
    overlay = written(guidance(**in_criterion("9", moved, new_indicator("9.4"))))
    evidence = evidence_file(tmp_path, evidence_of(rules, {"9.4": {"met": True}}))
    assert "41/41" in run("check", evidence, "--overlay", overlay).out
    done = run("check", evidence)
    assert (done.status, done.err.startswith(f"{evidence}: /answers/9.4: ")) == (2, True)


HOSTILE = "\x1b[31mđỏ\x1b]0;x\x07 \u202eáo\u202c \u009b1m\u2066a\u2069\r\nhai"


@pytest.fixture
def hostile(written, tmp_path):
    words = {"vi": HOSTILE, "en": HOSTILE}
    new = new_indicator("9.4", label=words, question=words, documents=[words], max_points=0.5)
    share = {"kind": "share", "of": words, "counted": words}
    shares = new_indicator("9.5", label=words, question=words, documents=[words], answer=share, max_points=0.5)
    moved = {"id": "9.3", "max_points": 1, "scale": {"kind": "all-or-nothing"}, "more_documents": [words]}
    options = [{"id": each, "name": words} for each in ("none", "good")]
    scale = {"kind": "choice", "options": [{"option": "none", "points": 0}, {"option": "good", "points": 4}]}
    centre = {"id": "4.3", "answer": {"kind": "choice", "options": options}, "scale": scale}
    poverty = {"id": "11.1", "answer": {"kind": "value", "unit": words}}
    changes = [in_criterion("4", centre), in_criterion("9", moved, new, shares), in_criterion("11", poverty)]
    data = guidance(criteria=[each for change in changes for each in change["criteria"]])
    data["issued"] = {"number": HOSTILE, "issuer": words, "date": date(2015, 3, 10)}
    answers = {
        "4.3": {"choice": "none"},
        "9.5": SIX_OF_TEN,
        "11.1": {"value": 0.5, "documents": [PAPER]},
        "9.3": {"count": 10, "of": 10},
    }
    overlay = written(json.dumps(data, default=date.isoformat).replace('"2015-03-10"', "2015-03-10"))
    return evidence_file(tmp_path, evidence_of(rule_set("tt44-2014"), answers)), overlay


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "command", [("rate",), ("rate", "--format", "json"), ("rate", "--brief"), ("explain", "9"), ("explain", "4"),
                ("explain", "11.1"), ("check",)],
    ids=" ".join,
)  # fmt: skip
def test_words_of_a_guidance_are_printed_safely(hostile, command, lang):
    """A guidance comes by e-mail like any evidence: nothing in it can move, recolour or reorder what is shown."""
    evidence, overlay = hostile
    verb, *rest = command
    done = run(verb, evidence, *rest, "--overlay", overlay, "--lang", lang)  # run() holds the output against unsafe()
    assert (done.status, done.err) == (0, "")


def test_words_of_a_guidance_are_printed_safely_on_a_terminal(hostile):
    evidence, overlay = hostile
    arguments = ("rate", evidence, "--overlay", overlay)
    shown = shown_in_terminal(arguments, {**os.environ, "TERM": "dumb", "XHHT_LANG": "vi"})
    assert "đỏ" in shown
    assert unsafe(shown) == set()


def test_the_number_of_a_guidance_is_printed_safely_in_a_message(hostile, tmp_path):
    _, overlay = hostile
    data = guidance(years={"from": 2015, "to": 2016}) | {"issued": ISSUED | {"number": HOSTILE}}
    overlay.write_text(json.dumps(data, default=date.isoformat).replace('"2015-03-10"', "2015-03-10"))
    done = run("rate", evidence_file(tmp_path, evidence_of(rule_set("tt44-2014"))), "--overlay", overlay)
    assert done.status == 2
    assert done.err.count("\n") == 1


# When and over what it holds.


@pytest.mark.parametrize(
    ("years", "shown"),
    [
        pytest.param({"from": 2015, "to": 2022}, "2015–2022", id="ended"),
        pytest.param({"from": 2024}, "từ 2024", id="not begun"),
    ],
)
@verbs
def test_a_guidance_is_not_used_outside_its_years(written, tmp_path, years, shown, command):
    evidence = evidence_file(tmp_path, evidence_of(rule_set("tt44-2014")))
    verb, *rest = command
    done = run(verb, evidence, *rest, "--overlay", written(guidance(years=years)))
    assert (done.status, done.out) == (2, "")
    expected = f"{evidence}: /year: 2023: hướng dẫn 12/HD-SGDĐT dùng cho năm {shown}. Bỏ --overlay, hoặc sửa năm.\n"
    assert done.err == expected


@pytest.mark.parametrize("year", [2015, 2022])
def test_a_guidance_is_used_in_its_first_and_last_year(written, year):
    overlaid = load_overlay(written(guidance(years={"from": 2015, "to": 2022})))
    assert rated(evidence_of(rule_set("tt44-2014")) | {"year": year}, overlaid).overlaid == overlaid


def test_outside_the_years_the_message_is_there_in_english(written, tmp_path):
    evidence = evidence_file(tmp_path, evidence_of(rule_set("tt44-2014")))
    done = run("rate", evidence, "--overlay", written(guidance(years={"from": 2015, "to": 2022})), "--lang", "en")
    assert f"{evidence}: /year: 2023: the guidance 12/HD-SGDĐT is for 2015–2022. Drop --overlay" in done.err


def test_a_guidance_goes_with_a_rule_set_that_is_insisted_on(written, tmp_path):
    """--rule-set uses TT 44/2014 for 2024; the guidance then needs to be for 2024, too."""
    evidence = evidence_file(tmp_path, evidence_of(rule_set("tt44-2014")) | {"year": 2024})
    overlay = written(guidance())
    done = run("rate", evidence, "--rule-set", "tt44-2014", "--overlay", overlay, "--format", "json")
    result = json.loads(done.out)
    assert (done.status, result["rule_set"]["selected_by"]) == (0, "option")
    assert result["rule_set"]["overlay"]["number"] == "12/HD-SGDĐT"


@verbs
@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("vi", "--overlay dành cho tt44-2014, nhưng không đối tượng nào được xếp loại theo bộ đó."),
        ("en", "--overlay is for tt44-2014, by which nobody was rated."),
    ],
)
def test_a_guidance_that_nobody_was_rated_by_is_told(written, tmp_path, command, lang, said):
    """Whoever gives a guidance means it to count: a result without it must not pass for one with it."""
    verb, *rest = command
    done = run(verb, evidence_file(tmp_path, unit()), *rest, "--overlay", written(guidance()), "--lang", lang)
    assert done.status == 2
    assert said in done.err


def test_a_guidance_for_one_of_several_files_is_enough(written, tmp_path):
    evidence = evidence_file(tmp_path, evidence_of(rule_set("tt44-2014")))
    other = tmp_path / "don-vi.json"
    other.write_text(json.dumps(unit()), "utf-8")
    done = run("rate", evidence, other, "--overlay", written(guidance()), "--format", "json")
    assert (done.status, done.err) == (0, "")
    used = [each["result"]["rule_set"].get("overlay") for each in json.loads(done.out)["results"]]
    assert [each is not None for each in used] == [True, False]


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("vi", "Hai hướng dẫn cho cùng một bộ tiêu chí. Chỉ dùng một."),
        ("en", "Two guidances for one rule set. Use one of them."),
    ],
)
def test_two_guidances_for_one_rule_set_are_refused(written, tmp_path, lang, said):
    evidence = evidence_file(tmp_path, evidence_of(rule_set("tt44-2014")))
    first, second = written(guidance()), written(guidance(), "khac.yaml")
    done = run("rate", evidence, "--overlay", first, "--overlay", second, "--lang", lang)
    assert (done.status, done.out, done.err) == (2, "", f"{second}: /rule_set: {said}\n")


def test_two_guidances_for_two_rule_sets_both_count(written, tmp_path):
    commune, family = rule_set("tt44-2014"), rule_set("khvn448-2015-family")
    evidence = evidence_file(tmp_path, evidence_of(commune, {"9.1": FOUR_OF_TEN}))
    other = tmp_path / "gia-dinh.json"
    other.write_text(json.dumps(evidence_of(family, SEVENTY_FIVE)), "utf-8")
    first = written(guidance(**in_criterion("9", {"id": "9.1", "scale": BANDS})))
    second = written(guidance(family.id, levels=[{"id": "recognised", "from": 75}]), "gia-dinh.yaml")
    done = run("rate", evidence, other, "--overlay", first, "--overlay", second, "--format", "json")
    results = [each["result"] for each in json.loads(done.out)["results"]]
    assert (done.status, done.err) == (0, "")
    assert results[0]["criteria"][8]["indicators"][0]["points"] == 2.5
    assert results[1]["level"]["id"] == "recognised"
    assert [each["rule_set"]["overlay"]["file"] for each in results] == [str(first), str(second)]


# Members.


def commune_with_families(points: tuple[float, ...]) -> Parts:
    """Return a commune with a family for each of the *points*."""
    family = rule_set("khvn448-2015-family")
    members = []
    for place, each in enumerate(points):
        left = each
        awarded = {}
        for indicator in family.indicators:
            most = indicator.max_points.points / 100
            awarded[indicator.id] = {"points": min(most, left), "note": "Bình xét"}
            left -= awarded[indicator.id]["points"]
        member = evidence_of(family) | {"answers": awarded, "year": 2023}
        members.append(member | {"subject": {"kind": "family", "name": f"Hộ {place}", "code": f"GD-{place}"}})
    commune = evidence_of(rule_set("tt44-2014"), {"9.1": None})
    return commune | {"members": members}


@pytest.mark.parametrize(("mark", "reached", "earned"), [(None, 2, 2), (75, 3, 4), (75.5, 2, 2), (60, 4, 5)])
def test_a_guidance_for_families_changes_who_is_recognised(written, tmp_path, mark, reached, earned):
    """And with them the share that answers 9.1 of the commune: 2 of 5 is 40 %, 3 of 5 is 60 %, 4 of 5 is 80 %."""
    evidence = evidence_file(tmp_path, commune_with_families((100, 80, 75, 60, 59.5)))
    overlay = written(guidance("khvn448-2015-family", levels=[{"id": "recognised", "from": mark or 80}]))
    options = ("--overlay", overlay) if mark is not None else ()
    done = run("rate", evidence, *options, "--format", "json")
    result = json.loads(done.out)
    assert (done.status, done.err) == (0, "")
    (families,) = result["members"]
    assert (families["rated"], families["reached"], len(families["missed"])) == (5, reached, 5 - reached)
    found = result["criteria"][8]["indicators"][0]
    assert (found["roll_up"]["reached"], found["roll_up"]["all"], found["points"]) == (reached, 5, earned)
    short = {each["code"]: each["points_needed"] for each in families["missed"]}
    assert short["GD-4"] == (mark or 80) - 59.5


@pytest.mark.parametrize("form", ["text", "json"])
def test_the_result_of_a_commune_names_the_guidance_for_its_families(written, tmp_path, form):
    """Who reads that 3 of 5 are recognised must see that it was by another pass mark than that of the catalogue."""
    evidence = evidence_file(tmp_path, commune_with_families((100, 75)))
    overlay = written(guidance("khvn448-2015-family", levels=[{"id": "recognised", "from": 75}]))
    assert "12/HD-SGDĐT" in run("rate", evidence, "--overlay", overlay, "--format", form).out
    assert "12/HD-SGDĐT" in run("explain", evidence, "9.1", "--overlay", overlay).out


def test_families_outside_the_years_of_their_guidance_are_refused_one_by_one(written, tmp_path):
    evidence = evidence_file(tmp_path, commune_with_families((100, 75)))
    overlay = written(guidance("khvn448-2015-family", years={"from": 2016, "to": 2020}))
    done = run("rate", evidence, "--overlay", overlay)
    assert done.status == 2
    assert done.err.count("hướng dẫn 12/HD-SGDĐT dùng cho năm 2016–2020") == 2
    assert done.out.startswith("Xếp loại: ")


# --strict: what is local is not assumed.


@pytest.fixture
def whole():
    """Return evidence that answers all of the sample, which replaces every figure that TT 44/2014 leaves open."""
    return evidence_of(loaded(SAMPLE), share=(9, 10)) | {"year": 2022}


def strict(tmp_path: Path, data: Parts, overlay: Path | None) -> Any:
    options = ("--overlay", overlay) if overlay is not None else ()
    return run("rate", evidence_file(tmp_path, data), "--strict", *options).status


def test_strict_takes_what_a_whole_guidance_says(tmp_path, whole):
    assert strict(tmp_path, whole, SAMPLE) == 0
    without = {name: answer for name, answer in whole["answers"].items() if name not in OWN}
    assert strict(tmp_path, whole | {"answers": without}, None) == 1


@pytest.mark.parametrize("gone", ["1.4", "9.1", "15.2"])
def test_strict_still_wants_every_answer(tmp_path, whole, gone):
    answers = {name: answer for name, answer in whole["answers"].items() if name != gone}
    assert strict(tmp_path, whole | {"answers": answers}, SAMPLE) == 1


@pytest.mark.parametrize(
    ("path", "status"),
    [
        pytest.param("9/max_points", 1, id="the maximum of a criterion"),
        pytest.param("9/9.1/max_points", 1, id="the maximum of an indicator"),
        pytest.param("12/12.2/scale", 1, id="a scale"),
        pytest.param("9/9.1/scale", 0, id="a scale whose full points rest on a secondary source"),
    ],
)
def test_strict_finds_the_one_figure_that_a_guidance_leaves_assumed(tmp_path, whole, written, path, status):
    """What the sample repeats of the catalogue without a change, left out of it: assumed again, the points the same."""
    data = yaml.safe_load(SAMPLE.read_text(encoding="utf-8"))
    criterion, *indicator, key = path.split("/")
    part = next(each for each in data["criteria"] if each["id"] == criterion)
    for name in indicator:
        part = next(each for each in part["indicators"] if each["id"] == name)
    del part[key]
    assert strict(tmp_path, whole, written(data)) == status


def test_strict_counts_what_members_rest_on(tmp_path, whole):
    """9.1 follows from titles whose pass mark is assumed, whatever the guidance says of 9.1 itself."""
    families = commune_with_families((100, 90, 80))["members"]
    for each in families:
        each["year"] = 2022
    answers = {name: answer for name, answer in whole["answers"].items() if name != "9.1"}
    assert strict(tmp_path, whole | {"answers": answers, "members": families}, SAMPLE) == 1


def test_strict_counts_what_derived_standards_rest_on(tmp_path, whole):
    """That literacy at level 2 needs level 1 is our reading of NĐ 20/2014 art. 21; a standard by hand rests on none."""
    counts = {
        "people-15-25": 100, "people-15-25-literate-1": 100, "people-15-35": 200, "people-15-35-literate-1": 200,
        "people-15-35-literate-2": 200, "people-15-60": 500, "people-15-60-literate-2": 500,
    }  # fmt: skip
    block = {"counts": counts, "documents": [PAPER]}
    assert strict(tmp_path, whole | {"standards": block}, SAMPLE) == 1


@pytest.mark.parametrize(
    ("total", "level", "status"),
    [(85, "good", 0), (84.5, "fair", 1), (84, "fair", 0), (69.25, "average", 1), (69, "average", 0), (70, "fair", 0)],
)
def test_strict_is_not_satisfied_by_a_level_that_rests_on_how_we_read_it(tmp_path, whole, total, level, status):
    """TT 44/2014 art. 4(3) prints no grade between 84 and 85, and 69 and 70: that the lower one counts is assumed."""
    lost, lines = round(100 * (100 - total)), {}
    for criterion in loaded(SAMPLE).criteria:
        less = min(lost, criterion.max_points.points // 2)
        lost -= less
        lines[criterion.id] = {"points": (criterion.max_points.points - less) / 100}
    data = whole | {"answers": lines}
    result = json.loads(run("rate", evidence_file(tmp_path, data), "--overlay", SAMPLE, "--format", "json").out)
    assert (result["level"]["id"], result["points"]) == (level, total)
    assert strict(tmp_path, data, SAMPLE) == status


@pytest.mark.parametrize(
    ("change", "status"),
    [
        pytest.param({}, 0, id="who counts"),
        pytest.param({"year": 2021}, 1, id="of another year"),
        pytest.param({"answers": {"9.9": {"met": True}}}, 2, id="who cannot be rated"),
    ],
)
def test_strict_wants_every_member_counted(tmp_path, whole, change, status):
    """A unit of the commune answers nothing of it: nothing but that it does not count makes the commune uncertain."""
    subject = {"kind": "unit", "name": "Trạm y tế", "code": "TYT", "tier": "commune"}
    unit = {"subject": subject, "answers": {"1.a": {"met": True, "documents": [PAPER]}}}
    assert strict(tmp_path, whole | {"members": [unit | change]}, SAMPLE) == status
    double = {"members": [unit, unit]}
    assert strict(tmp_path, whole | double, SAMPLE) == 1


# Files that are no guidance.


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", EXPECTED)
def test_a_mistake_is_told_with_file_and_path(tmp_path, name, lang):
    """A guidance with one mistake: its place, and what is wrong or what would be right; no traceback."""
    expected, file = EXPECTED[name], BROKEN / f"{name}.yaml"
    done = run("rate", evidence_file(tmp_path, unit()), "--overlay", file, "--lang", lang)
    assert (done.status, done.out) == (2, "")
    lead = f"{file}: {expected['path']}: " if expected["path"] else f"{file}: "
    lines = done.err.splitlines()
    assert all(line.startswith(lead) for line in lines), lines
    assert any(expected["words"] in line for line in lines) == (lang == "en"), lines
    assert all(line.removeprefix(lead) for line in lines)


def test_every_broken_file_is_expected():
    assert {path.stem for path in BROKEN.glob("*.yaml")} - {"expected"} == EXPECTED.keys()


NO_GUIDANCE: dict[str, bytes] = {
    "nothing": b"",
    "NUL": b"schema: xhht-overlay/1\0",
    "not UTF-8": "schema: xhht-overlay/1 # hướng dẫn".encode("utf-16"),
    "Latin-1": "issuer: Sở".encode()[:-1],
    "a tag that makes an object": b"schema: !!python/object/apply:os.system ['true']",
    "a tag that makes a set": b"schema: !!set {a}",
    "laughs": b"a: &a [x,x,x]\nb: &b [*a,*a,*a]\nc: [*b,*b,*b]\n",
    "a merge": b"a: &a {x: 1}\nb: {<<: *a}\n",
    "too large": b"# " + b"x" * LARGEST_FILE,
    "JSON of evidence": json.dumps(unit()).encode(),
    "PDF": b"%PDF-1.4\n\xe2\xe3\xcf\xd3",
    "Word": b"PK\x03\x04\x14\x00",
    "a number": b"5",
    "a rule set": (ROOT / "criteria" / "rule_sets" / "tt22-2020.yaml").read_bytes(),
}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("raw", NO_GUIDANCE.values(), ids=NO_GUIDANCE)
def test_what_is_no_guidance_is_refused_by_its_name(written, tmp_path, raw, lang):
    file = written(raw)
    done = run("rate", evidence_file(tmp_path, unit()), "--overlay", file, "--lang", lang)
    assert (done.status, done.out) == (2, "")
    assert done.err
    assert all(line.startswith(f"{file}: ") and len(line) < len(str(file)) + 600 for line in done.err.splitlines())


DEEP = {
    "brackets": b"[" * 100_000,
    "closed brackets": b"criteria: " + b"[" * 50_000 + b"]" * 50_000,
    "braces": b"{a: " * 50_000,
    "lists in lists": b"- " * 50_000,
    "keys in keys": b"? " * 50_000,
}


@pytest.mark.parametrize("raw", DEEP.values(), ids=DEEP)
def test_a_guidance_nested_50_000_deep_is_refused(written, tmp_path, raw):
    """In a process of its own: the parser recurses in C, where too deep is the end of the process and not an error."""
    file, evidence = written(raw), evidence_file(tmp_path, unit())
    done = subprocess.run([XHHT, "rate", evidence, "--overlay", file], capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode("utf-8").startswith(f"{file}: ")


@pytest.mark.parametrize(
    ("lang", "missing", "folder"),
    [
        ("vi", "Không đọc được tệp: không có tệp hoặc thư mục này.", "là thư mục"),
        ("en", "Cannot read the file: there is no such file or folder.", "is a directory"),
    ],
)
@verbs
def test_a_file_that_is_not_there_or_a_folder_is_told(tmp_path, command, lang, missing, folder):
    evidence, absent = evidence_file(tmp_path, unit()), tmp_path / "khong-co.yaml"
    verb, *rest = command
    done = run(verb, evidence, *rest, "--overlay", absent, "--lang", lang)
    assert (done.status, done.out, done.err) == (2, "", f"{absent}: {missing}\n")
    done = run(verb, evidence, *rest, "--overlay", tmp_path, "--lang", lang)
    assert (done.status, done.out) == (2, "")
    assert str(tmp_path) in done.err
    assert folder in done.err


def test_every_mistake_of_a_guidance_is_told_at_once(written):
    data = guidance(total="100", levels=5, **in_criterion("9", {"id": "9.1", "scales": 1}, max_points="10,5"))
    paths = {each.path for each in problems_of(written(data | {"notes": "x"}))}
    within = "/criteria/9"
    assert paths == {"/total", "/levels", "/notes", f"{within}/max_points", f"{within}/indicators/9.1/scales"}


def test_mistakes_of_the_text_and_of_the_sums_are_told_together(written):
    parts = in_criterion("9", name={"vi": "Gia đình", "en": "Families"}, max_points=12)
    paths = [each.path for each in problems_of(written(guidance(total=101, **parts)))]
    assert {"/total", "/criteria/9/name", "/total/points", "/criteria/9/max_points"} <= set(paths)


ODD: tuple[Any, ...] = (
    None, 0, -1, 2.5, 0.001, 10**30, "", "x", "9.1", "none", "\x1b[31m", [], {}, [1], True, {"vi": "a", "en": "b"},
    {"kind": "met"}, {"kind": "points"}, {"kind": "all-or-nothing"}, {"kind": "judged"}, {"article": 3, "clause": 9},
    {"kind": "bands", "bands": [{"at_least": 1, "points": 1}]}, {"kind": "met", "standard": "literacy"},
    {"kind": "proportional", "full_at_percent": 100, "step": 0.01},
)  # fmt: skip
"""What can stand somewhere in a guidance and mostly should not."""


def places_in(data: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the place of everything inside *data*."""
    for key, inner in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        yield (*place, key)
        yield from places_in(inner, (*place, key))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_guidance_with_anything_anywhere_is_used_or_refused(written, data):
    """No other error, every problem in both languages; what loads can rate a commune."""
    parts = yaml.safe_load(SAMPLE.read_text(encoding="utf-8"))
    *parents, last = data.draw(st.sampled_from(list(places_in(parts))))
    here = parts
    for key in parents:
        here = here[key]
    if data.draw(st.booleans()):
        here[last] = data.draw(st.sampled_from(ODD))
    else:
        del here[last]
    commune = json.loads((ROOT / "samples" / "xa-86-diem-chua-dat.json").read_text(encoding="utf-8"))
    problems: tuple[Problem, ...] = ()
    try:
        explain(rated(commune, load_overlay(written(parts))))
    except (RuleSetError, EvidenceError) as error:
        problems = error.problems
    for problem in problems:
        assert not any(unsafe(problem.sentence(lang)) for lang in LANGUAGES)
        assert problem.sentence("vi") != problem.sentence("en")


# Exported, edited, used.


def filled(words: str) -> str:
    """Return the exported *words* with who issued them written in."""
    issued = as_yaml({"issued": ISSUED})
    return re.sub(r"^issued: .*\n", lambda _: issued, words, flags=re.M)


COMMENTED = re.compile(
    r"^( *)# ((?:total|from|to|difficult_from|at_least|more_than|max_points|scale|difficult_scale): .*)$"
)


def uncommented(words: str) -> Iterator[tuple[str, str]]:
    """Yield each line with a figure, and *words* with that line taken out of its comment.

    With a scale goes that of difficult areas: what else would hold there is for another test.
    """
    lines = words.splitlines()
    for place, line in enumerate(lines):
        out = COMMENTED.sub(r"\1\2", line)
        if out == line:
            continue
        after = lines[place + 1 :]
        if "# scale:" in line and after and "# difficult_scale:" in after[0]:
            after[0] = COMMENTED.sub(r"\1\2", after[0])
        yield line, "\n".join([*lines[:place], out, *after])


def figures_of(rules: AnyRuleSet) -> Any:
    """Return every figure that decides by *rules*, without where it comes from."""
    if isinstance(rules, TargetRuleSet):
        return {
            (each.id, level, area): (each.least(level, area), each.asks(level))
            for each in rules.indicators
            for level in each.targets
            for area in AREAS
        }
    levels = [(each.from_points, each.to_points, [each.least_points(area) for area in AREAS]) for each in rules.levels]
    gates = [each.least_points for each in rules.gates]
    maxima = {each.id: each.max_points.points for each in (*rules.criteria, *rules.indicators)}
    steps = {
        (each.id, area): [(step.at_least, step.points) for step in each.steps[area]]
        for each in rules.indicators
        for area in AREAS
    }
    return rules.total.points, levels, gates, maxima, steps


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", rule_set_ids())
def test_an_exported_rule_set_is_a_guidance_that_changes_nothing(written, name, lang):
    words = overlay_of(rule_set(name), lang)
    assert [each.path for each in problems_of(written(words))] == ["/issued/date"]  # a day is read before words are
    dated = re.sub(r"date: \S+}", "date: 2024-05-06}", words)
    assert [each.path for each in problems_of(written(dated))][:2] == ["/issued/number", "/issued/issuer"]
    made = load_overlay(written(filled(words)))
    assert made.rule_set == rule_set(name)
    data = evidence_of(rule_set(name), share=(7, 10))
    assert outcome(rated(data, made)) == outcome(rated(data))


def test_exports_in_two_languages_differ_in_their_comments_alone():
    for rules in all_rule_sets():
        vi, en = (overlay_of(rules, lang) for lang in LANGUAGES)
        assert vi != en
        assert yaml.safe_load(vi) == yaml.safe_load(en)
        # "level" is what English calls what the comments must not say in Vietnamese, and the other way round.
        assert ("hướng dẫn" in vi.lower(), "hướng dẫn" in en.lower()) == (True, False)


@pytest.mark.parametrize("name", rule_set_ids())
def test_every_exported_line_taken_out_of_its_comment_gives_the_same_points(written, name):
    """ "Other lines stay as they are": a line repeats what is there, and nothing else changes with it."""
    words = filled(overlay_of(rule_set(name), "vi"))
    before = figures_of(rule_set(name))
    wrong = [line for line, out in uncommented(words) if figures_of(loaded(written(out))) != before]
    assert wrong == []


@pytest.mark.parametrize(("lang", "area"), [("vi", "khó khăn"), ("en", "difficult areas")])
def test_a_scale_holds_in_difficult_areas_too_unless_they_are_given_their_own(written, lang, area):
    """The exported line says so: for once, a line that stays in its comment does not stay as it is."""
    base = rule_set("tt44-2014")
    lines = filled(overlay_of(base, lang)).splitlines()
    places = [place for place, line in enumerate(lines) if "# difficult_scale:" in line]
    assert len(places) == len([each for each in base.indicators if each.differs_by_area]) == 3
    for place in places:
        scale = lines[place - 1]
        made = loaded(written("\n".join([*lines[: place - 1], COMMENTED.sub(r"\1\2", scale), *lines[place:]])))
        (changed,) = (each for each in made.indicators if each != base.by_id[each.id])
        assert changed.difficult_scale is None
        assert area in scale.split("}")[-1]


@pytest.mark.parametrize("name", rule_set_ids())
def test_all_exported_lines_taken_out_of_their_comments_give_the_same_rating(written, name):
    words = filled(overlay_of(rule_set(name), "vi"))
    every = "\n".join(COMMENTED.sub(r"\1\2", line).replace("# only:", "only:") for line in words.splitlines())
    made, base = load_overlay(written(every)), rule_set(name)
    assert figures_of(made.rule_set) == figures_of(base)
    for share, area in (((10, 10), "normal"), ((6, 10), "normal"), ((3, 7), "difficult"), ((0, 5), "normal")):
        data = evidence_of(base, share=share, area=area)
        assert outcome(rated(data, made)) == outcome(rated(data))


@pytest.mark.parametrize("name", OF_POINTS)
def test_every_figure_of_a_rule_set_stands_in_its_export(name):
    """Each to be set has its line; each that is fixed has its article."""
    rules, words = rule_set(name), overlay_of(rule_set(name), "vi")
    found = [line for line, _ in uncommented(words)]
    scales = [each.difficult_scale for each in rules.indicators if each.difficult_scale is not None]
    maxima = [*(each.max_points for each in rules.criteria), *(each.max_points for each in rules.indicators)]
    open_maxima = [each for each in maxima if each.provenance != "official"]
    assert sum("# max_points:" in line for line in found) == len(open_maxima)
    assert sum("# scale:" in line for line in found) == len(rules.indicators)
    assert sum("# difficult_scale:" in line for line in found) == len(scales)
    lines = [line.strip() for line in words.splitlines() if re.match(r" *## +(max_points|from|to|total)", line)]
    assert sum("max_points" in line for line in lines) == len(maxima) - len(open_maxima)
    assert all(re.search(r"# Điều \d", line) for line in lines)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", OF_TARGETS)
def test_every_target_stands_in_its_export_with_a_line_for_papers(name, lang):
    """And nothing else: there is no figure that a locality may set."""
    rules = rule_set(name)
    lines = [line.strip() for line in overlay_of(rules, lang).splitlines()]
    expected = ["criteria:"]
    for criterion in rules.criteria:
        cited = f"{criterion.name.into(lang)} ({criterion.citation.text.into(lang)})"
        expected += [f"# {criterion.id}. {cited}", f'- id: "{criterion.id}"', "indicators:"]
        for each in criterion.indicators:
            expected += [f"# {each.label.into(lang)}", f'- id: "{each.id}"', "# more_documents: [{vi: …, en: …}]"]
    assert lines[lines.index("criteria:") :] == expected
    assert list(uncommented(overlay_of(rules, lang))) == []


def test_export_writes_a_file_once(tmp_path):
    file = tmp_path / "huong-dan.yaml"
    done = run("rules", "export", "tt44-2014", "-o", file)
    assert (done.status, done.out, done.err) == (0, "", "")
    assert file.read_text(encoding="utf-8") == overlay_of(rule_set("tt44-2014"), "vi")
    file.write_text("của tôi", encoding="utf-8")
    for lang, said in (("vi", "đã có, không ghi đè"), ("en", "exists and is kept")):
        done = run("rules", "export", "tt44-2014", "--lang", lang, "-o", file)
        assert (done.status, done.out) == (2, "")
        assert f"{file} {said}" in done.err
    assert file.read_text(encoding="utf-8") == "của tôi"


def test_export_goes_to_standard_output(tmp_path):
    for lang in LANGUAGES:
        done = run("rules", "export", "tt22-2020", "--lang", lang)
        assert (done.status, done.err) == (0, "")
        assert done.out == overlay_of(rule_set("tt22-2020"), lang)


def test_export_of_what_there_is_not_is_named():
    done = run("rules", "export", "tt44-2015")
    assert (done.status, done.out) == (2, "")
    assert 'Có phải ý là "tt44-2014"?' in done.err


@pytest.mark.parametrize("linked", [False, True], ids=["itself", "through a link"])
def test_a_guidance_is_not_written_over(written, tmp_path, linked):
    overlay = written(guidance())
    before = overlay.read_bytes()
    output = overlay
    if linked:
        output = tmp_path / "ket-qua.json"
        output.symlink_to(overlay)
    evidence = evidence_file(tmp_path, evidence_of(rule_set("tt44-2014")))
    done = run("rate", evidence, "--overlay", overlay, "-o", output)
    assert (done.status, done.out) == (2, "")
    assert str(output) in done.err
    assert overlay.read_bytes() == before


@pytest.mark.parametrize("lang", LANGUAGES)
def test_lint_proves_a_guidance_like_a_rule_set(written, lang):
    """Whoever has edited an export wants to know whether it holds before there is evidence."""
    done = run("rules", "lint", SAMPLE, "--lang", lang)
    assert (done.status, done.err) == (0, "")
    file = written(guidance(total=110))
    done = run("rules", "lint", file, "--lang", lang)
    assert done.status == 2
    assert done.err.startswith(f"{file}: /total: ")


# The sample.


def test_the_sample_replaces_the_whole_table():
    overlaid, base = load_overlay(SAMPLE), rule_set("tt44-2014")
    made = overlaid.rule_set
    assert all(each.only and each.max_points for each in overlaid.overlay.criteria)
    assert [each.id for each in made.criteria] == [each.id for each in base.criteria]
    assert sum(each.max_points.points for each in made.criteria) == 10_000
    figures = [each.max_points for each in (*made.criteria, *made.indicators)]
    figures += [each.scale for each in made.indicators]
    figures += [each.difficult_scale for each in made.indicators if each.difficult_scale is not None]
    assert {each.provenance for each in figures} == {"local"}
    assert {each.scale.condition for each in made.indicators} == {None}


def test_the_sample_shows_everything_that_a_guidance_can_say():
    base = rule_set("tt44-2014").by_id
    changes = [each for criterion in load_overlay(SAMPLE).overlay.criteria for each in criterion.indicators]
    own = [each for each in changes if each.id not in base]
    assert base.keys() <= {each.id for each in changes}  # the commune samples answer them all
    assert {(each.answer or {})["kind"] for each in own} == {"met", "share", "value", "choice", "points"}
    assert all(each.label and each.question and each.max_points and each.scale and each.documents for each in own)
    assert {(each.scale or {})["kind"] for each in changes} == {
        "all-or-nothing", "proportional", "bands", "choice", "judged"
    }  # fmt: skip
    for key in ("difficult_scale", "documents", "more_documents"):
        assert any(getattr(each, key) for each in changes)
    assert any(each.documents for each in changes if each.id in base)


@pytest.mark.parametrize(
    ("sample", "level", "points", "high"),
    [
        # By hand from the sample's tables: 8 + 4.5 + 5 + 6.5 + 10 + 5 + 6.5 + 6 + 8 + 4 + 3 + 3.5 + 2 + 3.5 + 3.
        ("xa-binh-khe/xa-binh-khe", "fair", 78.5, 85.5),
        ("xa-86-diem-chua-dat", "not-met", 75.5, None),
        ("xa-phieu-cham-94-5", "good", 94.5, 94.5),
        ("xa-vung-kho-khan", "fair", 70, 77),
    ],
)
def test_the_sample_rates_the_communes_of_the_other_samples(sample, level, points, high):
    done = run("rate", ROOT / "samples" / f"{sample}.json", "--overlay", SAMPLE, "--format", "json")
    result = json.loads(done.out)
    assert (done.status, done.err) == (0, "")
    assert (result["level"]["id"], result["points"]) == (level, points)
    assert high is None or result["range"]["high"] == high
    assert result["rule_set"]["overlay"]["number"] == "1257/HD-UBND"
    missing = {each["id"] for of in result["criteria"] for each in of["indicators"] if each["status"] == "missing"}
    assert missing - {"15.1", "15.2"} == (
        set() if "phieu" in sample else OWN
    )  # the papers of 15 are what the second commune lacks


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_line_is_wider_than_80_columns_with_the_sample(lang):
    evidence = ROOT / "samples" / "xa-binh-khe" / "xa-binh-khe.json"
    for command in (["rate"], ["explain", "9"], ["explain", "4.5"], ["check"]):
        verb, *rest = command
        shown = run(verb, evidence, *rest, "--overlay", SAMPLE, "--lang", lang).out
        assert shown
        assert max(cell_len(line) for line in shown.splitlines()) <= (80 if verb != "check" else 200)


def test_the_sample_is_written_for_whoever_edits_it():
    words = SAMPLE.read_text(encoding="utf-8")
    assert max(map(len, words.splitlines())) <= 120
    assert "\t" not in words
    comments = [line.strip() for line in words.splitlines() if line.strip().startswith("#")]
    for criterion in rule_set("tt44-2014").criteria:
        assert any(line.startswith(f"# {criterion.id}. ") for line in comments)
    # The command in its head is one that works from the folder of the project.
    (use,) = (line.split("xhht ", 1)[1].split() for line in comments if line.startswith("# Dùng:"))
    done = run(*(ROOT / part if part.startswith("samples/") else part for part in use))
    assert (done.status, done.err) == (0, "")
