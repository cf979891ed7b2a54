"""Cases that a lawyer can read, of rule sets by targets: every ``tests/cases/<rule set>.yaml`` is run against its own.

A file holds cases with a name; a table in which each "answer: levels that are met" is a case as well; and, where the
text tells types of subject apart, a list of the types, each of which is a case too.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import test_cases
import yaml
from test_cases import without_marks

from criteria.base import AREAS, Citation
from criteria.catalogue import rule_set, rule_set_ids
from criteria.questions import AskChoice
from criteria.targets_model import TargetIndicator, TargetRuleSet
from ratings import EvidenceError, rate
from ratings.explaining import explain
from ratings.record import TargetRating
from ratings.result_targets import TargetResult

FOLDER = Path(__file__).parent / "cases"
NAMES = [name for name in rule_set_ids() if isinstance(rule_set(name), TargetRuleSet)]
ABOUT_THE_WHOLE = {"level", "high_level", "lacking", "levels", "criteria", "every"}
"""What a case can expect besides what it says of indicators by id."""
FORMS = {"met", "count", "value", "choice"}
LEVELS = ("level-1", "level-2")
"""The levels that ask for targets, the least first."""
NOTHING = "not-recognised"
UNSAID = "Thông tư không quy định"
"""What stands in place of an article where the project reads the text in its own way and no article says so."""
READINGS = ("missing", "not_applicable", "level_needs_level_below")

Case = Mapping[str, Any]


@cache
def law_of(name: str) -> TargetRuleSet:
    found = rule_set(name)
    assert isinstance(found, TargetRuleSet)
    return found


# The files, and the cases in them.


@cache
def _read(name: str) -> Case:
    read: Case = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return read


def _file(name: str) -> Case:
    assert _read(name)["rule_set"] == name
    return _read(name)


@cache
def named_cases_of(name: str) -> tuple[Case, ...]:
    """Return the cases with a name of the rule set *name*, each with what its file says of all of them."""
    return tuple({**_file(name), **case} for case in _file(name)["cases"])


@cache
def cases_of(name: str) -> tuple[Case, ...]:
    """Return all cases of the rule set *name*, those of its table and of its types too."""
    rows = (case for row in _file(name)["table"].items() for case in _cases_in(*row))
    types = (case for type_ in _file(name).get("types", ()) for case in _cases_of_type(name, type_))
    return (*named_cases_of(name), *({**_file(name), **case} for case in (*rows, *types)))


def _cases_in(indicator: str, row: Case) -> Iterator[Case]:
    """Yield a case for each pair of answer and levels in a *row*; without figures of their own, areas are alike."""
    (form,) = FORMS & row.keys()
    for area, key in zip(AREAS, (form, "difficult"), strict=True):
        for answer, met in row.get(key, row[form]).items():
            yield {
                "name": f"{indicator} {row['what']}: {answer}{' (vùng khó khăn)' if area == 'difficult' else ''}",
                "area": area,
                **({"type": row["type"]} if "type" in row else {}),
                "answers": {indicator: {form: answer, **{key: row[key] for key in ("of", "previous") if key in row}}},
                "expect": _expected_in(indicator, row["law"].keys(), met),
            }


def _expected_in(indicator: str, asking: Any, met: list[str]) -> Case:
    """Return what is expected where *indicator*, which the levels *asking* ask, is *met* at some and the rest is whole.

    Levels stand on each other: what bars one bars those above it.
    """
    barred = [level for level in LEVELS if level in asking and level not in met]
    level = (NOTHING, *LEVELS)[LEVELS.index(barred[0]) if barred else len(LEVELS)]
    statuses = {level: "fail" if level in barred else "pass" for level in asking}
    status = "partial" if len(set(statuses.values())) > 1 else next(iter(statuses.values()))
    lacking = {level: [indicator] if level in barred else [] for level in LEVELS}
    return {"level": level, "lacking": lacking, indicator: {**statuses, "status": status}}


def _cases_of_type(name: str, type_: str) -> Iterator[Case]:
    """Yield the cases that each type has: it reaches the best level on what it is asked, and nothing without that."""
    what, asking, not_asked = _file(name)["types"][type_]["what"], _asking(_file(name)), _not_asked(_file(name), type_)
    best = {"level": LEVELS[-1], "lacking": {level: [] for level in LEVELS}}
    nothing = {
        "every": dict.fromkeys((*LEVELS, "status"), "missing"),
        "level": NOTHING,
        "high_level": LEVELS[-1],
        "lacking": {
            level: [each for each in asking if level in asking[each] and level not in not_asked.get(each, ())]
            for level in LEVELS
        },
    }
    for how, said, expect in (
        ("trả lời mọi chỉ tiêu", {}, best),
        ("chỉ trả lời chỉ tiêu được hỏi", {"only_asked": True}, best),
        ("không trả lời gì", {"every": None}, nothing),
        ("không có minh chứng nào", {"every": {"documents": []}}, nothing),
    ):
        yield {"name": f"{type_} ({what}): {how}", "type": type_, **said, "expect": expect}


def _asking(file: Case) -> dict[str, list[str]]:
    """Return the levels that ask each indicator something, as the table of the *file* says."""
    return {name: list(row["law"]) for name, row in file["table"].items()}


def _not_asked(file: Case, type_: str | None) -> dict[str, set[str]]:
    """Return the levels at which indicators are not asked of a subject of *type_*, as the *file* says."""
    of_type = file.get("types", {}).get(type_, {})
    found = {name: set(LEVELS) for name in of_type.get("not_asked", ())}
    return found | {name: {level} for level, names in of_type.get("not_asked_at", {}).items() for name in names}


def _not_asked_in(case: Case) -> dict[str, set[str]]:
    return _not_asked(case, case.get("type", case["subject"].get("type")))


# What a case says.


def answers_of(case: Case) -> dict[str, Any]:
    """Return the answers of *case*: the full ones, changed by what it says of every one, and its own in their place."""
    own = case.get("answers", {})
    full = case["full"]
    if case.get("only_asked"):
        asked_nothing = {name for name, levels in _not_asked_in(case).items() if levels == set(LEVELS)}
        full = {name: answer for name, answer in full.items() if name not in asked_nothing}
    if "every" in case:
        full = {name: answer | case["every"] for name, answer in full.items()} if case["every"] is not None else {}
    return full | own


def evidence_of(case: Case) -> dict[str, Any]:
    """Return the evidence of *case*: its answers, each with the document of the file, and the members that it names."""
    paper = {"documents": [case["document"]]}
    evidence = {
        "schema": "xhht-evidence/1",
        "subject": case["subject"] | {key: case[key] for key in ("area", "type") if key in case},
        "year": case["year"],
        "answers": {name: paper | answer for name, answer in answers_of(case).items() if answer is not None},
    }
    if "population" in case:
        evidence["population"] = case["population"]
    if "counts" in case:
        counts = _read(law_of(case["rule_set"]).standards or "")["full"] | case["counts"]
        evidence["standards"] = {"counts": counts, "documents": case.get("counts_documents", [case["document"]])}
    if "members" in case:
        evidence["members"] = list(_members(case))
    return evidence


def _members(case: Case) -> Iterator[dict[str, Any]]:
    """Yield the evidence of so many members at each level as *case* says, for its year, all with its title if any."""
    for level, how_many in case["members"].items():
        evidence = _member_at(case["rule_set"], level)
        for number in range(how_many):
            subject = evidence["subject"] | {"code": f"{level}-{number}"}
            titles = {"recognitions": [case["titles"]]} if "titles" in case else {}
            yield evidence | {"subject": subject, "year": case["year"], **titles}


@cache
def _member_at(name: str, level: str) -> dict[str, Any]:
    """Return the evidence of the case that the rule set *name* takes as an example of a member at *level*."""
    source, wanted = _file(name)["members_from"]["rule_set"], _file(name)["members_from"]["cases"][level]
    cases, as_evidence = named_cases_of, evidence_of
    if source not in NAMES:
        cases, as_evidence = test_cases.named_cases_of, test_cases.evidence_of
    (case,) = (each for each in cases(source) if each["name"] == wanted)
    return as_evidence(case)


def statuses_of(case: Case) -> dict[str, dict[str, str]]:
    """Return the status that *case* expects of each indicator at each level, and summed up.

    What it does not name is met, or what every one is; and not applicable where the type is not asked.
    """
    expect, not_asked = case["expect"], _not_asked_in(case)
    expected = {}
    for name, asking in _asking(case).items():
        said = expect.get(name) or expect.get("every") or {}
        at = {level: said.get(level, "pass") for level in asking}
        at |= dict.fromkeys(not_asked.get(name, set()) & set(asking), "not_applicable")
        left = not_asked.get(name, set()) >= set(asking)
        expected[name] = at | {"status": "not_applicable" if left else said.get("status", "pass")}
    return expected


def expected_of(case: Case) -> dict[str, Any]:
    """Return what *case* expects, flat; a criterion that it does not name is met when all its targets are."""
    expect, statuses = case["expect"], statuses_of(case)
    unknown = expect.keys() - ABOUT_THE_WHOLE - statuses.keys()
    assert not unknown, unknown
    criteria = dict.fromkeys(name.partition(".")[0] for name in statuses)
    return {
        "level": expect["level"],
        "high_level": expect.get("high_level", expect["level"]),
        **{f"lacking {level}": expect["lacking"][level] for level in LEVELS},
        **{f"{level} because": why for level, why in expect.get("levels", {}).items()},
        **_flat(statuses),
        **{f"{name} {level}": _together(name, level, statuses) for name in criteria for level in LEVELS},
        **_flat(expect.get("criteria", {})),
    }


def _together(criterion: str, level: str, statuses: Mapping[str, Mapping[str, str]]) -> str:
    found = [at[level] for name, at in statuses.items() if name.partition(".")[0] == criterion and level in at]
    told = [status for status in ("fail", "missing", "pass") if status in found]
    return told[0] if told else "not_applicable"


def outcome_of(result: TargetResult) -> dict[str, Any]:
    """Return everything that a case could expect of *result*, flat."""
    indicators = [indicator for criterion in result.criteria for indicator in criterion.indicators]
    return {
        "level": result.level.id,
        "high_level": result.range.high_level.id,
        **{f"lacking {level.id}": list(level.lacking) for level in result.levels},
        **{f"{level.id} because": level.rule.removeprefix(f"{level.id}/") for level in result.levels},
        **{f"{each.id} status": each.status for each in indicators},
        **{f"{each.id} {at.level}": at.status for each in indicators for at in each.levels},
        **{f"{each.id} {at.level}": at.status for each in result.criteria for at in each.levels},
    }


def differences(case: Case, law: TargetRuleSet) -> list[str]:
    """Return where the rating of *case* under *law* is not what the case expects."""
    expected, outcome = expected_of(case), outcome_of(_explained(rate(evidence_of(case), rule_set=law)))
    found = [f"{key}: {outcome.get(key)}, not {value}" for key, value in expected.items() if outcome.get(key) != value]
    met = {key for key in outcome if key.endswith(LEVELS) and not key.startswith("lacking")}
    return found + [f"{key}: not expected" for key in met - expected.keys()]


def _explained(rating: Any) -> TargetResult:
    assert isinstance(rating, TargetRating)
    result = explain(rating)
    assert isinstance(result, TargetResult)
    return result


def _flat(by_name: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    return {f"{name} {key}": value for name, said in by_name.items() for key, value in said.items()}


# The cases are run.


NAMED = [
    pytest.param(name, case, id=f"{name}: {without_marks(case['name'])}")
    for name in NAMES
    for case in named_cases_of(name)
]


@pytest.mark.parametrize(("name", "case"), NAMED)
def test_case(name, case):
    """The article that the case names in ``law``."""
    assert {"level", "lacking"} <= case["expect"].keys()
    assert differences(case, law_of(name)) == []


ROWS = [pytest.param(name, each, id=f"{name}: {each}") for name in NAMES for each in _file(name)["table"]]


@pytest.mark.parametrize(("name", "indicator"), ROWS)
def test_row_of_the_table_of_targets(name, indicator):
    _none_differs(name, _cases_in(indicator, _file(name)["table"][indicator]))


TYPES = [pytest.param(name, each, id=f"{name}: {each}") for name in NAMES for each in _file(name).get("types", ())]


@pytest.mark.parametrize(("name", "type_"), TYPES)
def test_type_is_asked_what_concerns_it(name, type_):
    """With every answer, with only those that it is asked for, and with none: then all that it is asked is missing."""
    _none_differs(name, _cases_of_type(name, type_))


def _none_differs(name: str, cases: Iterator[Case]) -> None:
    found = {case["name"]: differences({**_file(name), **case}, law_of(name)) for case in cases}
    assert {case: wrong for case, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("name", NAMES)
def test_every_case_finds_its_rule_set_by_kind_tier_and_year(name):
    """No rule set is named in the evidence: who is rated and the year of assessment are enough."""
    found = {(rating.rule_set.id, rating.selected_by) for rating in map(rate, map(evidence_of, cases_of(name)))}
    assert found == {(name, "year")}


REFUSED = [
    pytest.param(name, {**_file(name), **case}, id=f"{name}: {without_marks(case['name'])}")
    for name in NAMES
    for case in _file(name)["refused"]
]


@pytest.mark.parametrize(("name", "case"), REFUSED)
def test_case_that_is_refused(name, case):
    with pytest.raises(EvidenceError) as refused:
        rate(evidence_of(case))
    assert [problem.path for problem in refused.value.problems] == case["problems"]


EVERYTHING = [
    pytest.param(name, item, id=f"{name}: {item}")
    for name in NAMES
    for item in (*law_of(name).by_id, *law_of(name).criteria_by_id)
]


@pytest.mark.parametrize(("name", "item"), EVERYTHING)
def test_nothing_but_what_the_file_lists_may_not_apply(name, item):
    """Whatever the reason: no other indicator, and no criterion as a whole."""
    case = {**_file(name), "answers": {item: {"not_applicable": "Địa phương không có"}}}
    if item in _file(name).get("may_not_apply", ()):
        statuses = rate(evidence_of(case)).decision.targets[item].values()
        assert {verdict.status for verdict in statuses} == {"not_applicable"}
    else:
        with pytest.raises(EvidenceError) as refused:
            rate(evidence_of(case))
        assert refused.value.problems[0].path in (f"/answers/{item}", f"/answers/{item}/not_applicable")


@pytest.mark.parametrize("name", NAMES)
def test_everything_that_may_not_apply_has_a_case(name):
    named = [statuses_of(case) for case in named_cases_of(name)]
    for item in _file(name).get("may_not_apply", ()):
        assert [statuses for statuses in named if statuses[item]["status"] == "not_applicable"]


@pytest.mark.parametrize("name", [name for name in NAMES if law_of(name).roll_ups])
def test_members_are_at_the_level_that_a_case_says(name):
    """Else a share would come out of members that do not count, or count by chance. A title stands for the figures."""
    for case in named_cases_of(name):
        if "members" in case and "titles" not in case:
            members = rate(evidence_of(case)).members
            assert members is not None
            assert not members.refused
            assert not members.left_out
            levels = [result.level for result in members.results]
            assert {level: levels.count(level) for level in case["members"]} == case["members"]


# The files are whole.


def test_every_case_has_a_name_of_its_own():
    for name in NAMES:
        names = [case["name"] for case in cases_of(name)]
        assert len(names) == len(set(names))


@pytest.mark.parametrize("name", NAMES)
def test_full_is_a_subject_at_the_best_level(name):
    """From there each case changes only what it shows."""
    assert rate(evidence_of(_file(name))).level.id == LEVELS[-1] == law_of(name).levels[0].id


@pytest.mark.parametrize("name", NAMES)
def test_every_indicator_is_answered_and_has_a_row(name):
    """The row cites the place of its target at each level that asks something, and at no other."""
    file, law = _file(name), law_of(name)
    assert list(file["full"]) == list(file["table"]) == list(law.by_id)
    assert {each: row["law"] for each, row in file["table"].items()} == {
        each.id: {
            level.id: each.targets[level.id].citation.text.vi for level in law.asking_levels if level.id in each.targets
        }
        for each in law.indicators
    }


INDICATORS = [pytest.param(name, each, id=f"{name}: {each.id}") for name in NAMES for each in law_of(name).indicators]
THRESHOLDS = [
    pytest.param(name, indicator, level, area, id=f"{name}: {indicator.id} {level} ({area})")
    for name in NAMES
    for indicator in law_of(name).indicators
    for level in indicator.targets
    for area in indicator.areas_of(level)
]


@pytest.mark.parametrize(("name", "indicator", "level", "area"), THRESHOLDS)
def test_every_threshold_has_a_case_on_both_sides(name, indicator, level, area):
    """Exactly at the threshold the target is met, and with one person, thing or option less it is not."""
    least, given = indicator.least(level, area), list(_given(name, indicator, level, area))
    assert "pass" in [each.status for each in given if each.measure == least]
    assert "fail" in [each.status for each in given if each.measure < least <= each.one_more]


class Given(NamedTuple):
    """What a case says of one answer, measured as thresholds are: in ppm, in millionths, by the place of an option.

    ``one_more`` is the measure with one more person, thing or option; a value that is to rise or fall has none so small
    that it would not count.
    """

    measure: int
    one_more: int
    status: str


def _given(name: str, indicator: TargetIndicator, level: str, area: str) -> Iterator[Given]:
    for case in cases_of(name):
        measures = _measures(indicator, answers_of(case).get(indicator.id) or {})
        if measures is not None and case.get("area", AREAS[0]) == area:
            yield Given(*measures, statuses_of(case)[indicator.id][level])


def _measures(indicator: TargetIndicator, answer: Mapping[str, Any]) -> tuple[int, int] | None:
    match answer:
        case {"count": count, "of": of}:
            return count * 10**6 // of, (count + 1) * 10**6 // of
        case {"value": value, "previous": previous}:
            risen = (_millionths(value) - _millionths(previous)) * (1 if indicator.answer.direction == "rise" else -1)
            return risen, risen + 1
        case {"value": value}:
            return _millionths(value), _millionths(value + 1)
        case {"choice": choice} if isinstance(indicator.answer, AskChoice):
            place = [option.id for option in indicator.answer.options].index(choice)
            return place, place + 1
        case {"met": met}:
            return int(met), 1
    return None


def _millionths(value: float) -> int:
    """A number as its writer typed it, in millionths."""
    return int(Decimal(str(value)) * 10**6)


@pytest.mark.parametrize(("name", "indicator"), INDICATORS)
def test_every_indicator_has_a_case_without_papers_and_one_without_an_answer(name, indicator):
    """At each level that asks it, both are missing: what has no fitting evidence is not met."""
    assert indicator.documents
    for level in indicator.targets:
        missing = [
            answers_of(case).get(indicator.id)
            for case in cases_of(name)
            if statuses_of(case)[indicator.id][level] == "missing"
        ]
        assert None in missing
        assert [] in [answer.get("documents") for answer in missing if answer is not None]


# Members and counts answer in place of the evidence.


def _answered_by(key: str) -> Iterator[tuple[str, TargetIndicator, str]]:
    """Yield each rule set, indicator and level at which members (``roll_ups``) or counts (``derived``) answer."""
    for name in NAMES:
        for indicator in getattr(law_of(name), key):
            for level in law_of(name).by_id[indicator].targets:
                yield name, law_of(name).by_id[indicator], level


@pytest.mark.parametrize(
    ("name", "indicator", "level"),
    [pytest.param(*each, id=f"{each[0]}: {each[1].id} {each[2]}") for each in _answered_by("roll_ups")],
)
def test_share_of_members_has_a_case_at_its_threshold_and_below(name, indicator, level):
    """Of members alone: what the evidence itself says is left out, or is something else."""
    shares = set()
    for case in named_cases_of(name):
        if "members" in case and "population" in case:
            answer = rate(evidence_of(case)).answers[indicator.id]
            shares.add((Fraction(answer.count, answer.of), statuses_of(case)[indicator.id][level]))
    assert (Fraction(indicator.least(level, AREAS[0]), 10**6), "pass") in shares
    assert "fail" in {status for _, status in shares}


@pytest.mark.parametrize(
    ("name", "indicator", "level"),
    [pytest.param(*each, id=f"{each[0]}: {each[1].id} {each[2]}") for each in _answered_by("derived")],
)
def test_level_of_a_standard_has_a_case_by_counts_in_which_it_suffices_and_does_not(name, indicator, level):
    """Where the evidence itself says nothing of it."""
    cases = [case for case in named_cases_of(name) if "counts" in case and answers_of(case)[indicator.id] is None]
    assert {"pass", "fail"} <= {statuses_of(case)[indicator.id][level] for case in cases}


# Types.


@pytest.mark.parametrize("name", NAMES)
def test_every_type_has_a_case(name):
    assert list(_file(name).get("types", ())) == list(law_of(name).types_by_id)


@pytest.mark.parametrize("name", [name for name in NAMES if law_of(name).types])
def test_clause_that_leaves_types_out_is_the_one_that_the_result_cites(name):
    """For each type and each level at which it is not asked, as the file says in ``left_out_by``."""
    file, cited = _file(name), {}
    for type_ in file["types"]:
        case = {**file, "type": type_}
        result = _explained(rate(evidence_of(case)))
        shown = {each.id: each.levels for criterion in result.criteria for each in criterion.indicators}
        for indicator, levels in _not_asked_in(case).items():
            for at in shown[indicator]:
                if at.level in levels:
                    cited.setdefault(indicator, set()).add(at.citation.vi)
    assert cited == {indicator: {law} for indicator, law in file["left_out_by"].items()}


@pytest.mark.parametrize(
    ("name", "indicator"),
    [
        pytest.param(name, each.id, id=f"{name}: {each.id}")
        for name in NAMES
        for each in law_of(name).indicators
        if any(each.asks(level) for level in each.targets)
    ],
)
def test_target_that_asks_some_types_has_a_case_of_one_that_is_not_asked(name, indicator):
    """One of those that a lawyer reads; the list of types has every one."""
    assert indicator in {case["about"].split()[0] for case in named_cases_of(name) if case["about"].endswith(" types")}


# Levels and readings.


@pytest.mark.parametrize(
    ("name", "level"),
    [pytest.param(name, level, id=f"{name}: {level}") for name in NAMES for level in LEVELS],
)
def test_every_level_has_a_case_that_reaches_it_and_one_that_a_single_target_bars(name, level):
    """Cases on the condition of the level itself."""
    cases = [case["expect"] for case in named_cases_of(name) if case["about"] == level]
    assert [each for each in cases if each["level"] == level]
    assert [each for each in cases if len(each["lacking"][level]) == 1]


@pytest.mark.parametrize("name", NAMES)
def test_every_reading_has_a_case(name):
    """A level that stands on the one below, where it can be met without that: it asks less somewhere, or others."""
    law = law_of(name)
    shown = {case["about"] for case in (*named_cases_of(name), *_file(name)["refused"])}
    can_be_met_alone = any(
        each.targets.keys() != set(LEVELS) or each.asks(LEVELS[0]) != each.asks(LEVELS[1]) for each in law.indicators
    )
    assert shown >= {"missing", "not_applicable"}
    assert ("level_needs_level_below" in shown) == can_be_met_alone


# Every case names its law.


ALL_NAMED = [*NAMED, *REFUSED]


@pytest.mark.parametrize(("name", "case"), ALL_NAMED)
def test_law_of_a_case_is_the_place_of_what_it_is_about(name, case):
    """The place of a level, of a target, of the clause that leaves a type out, or of how a silent text is read."""
    assert case["law"] == _place(law_of(name), case["about"])


def _place(law: TargetRuleSet, about: str) -> str:
    cited: Citation | None
    match about.split():
        case [reading] if reading in READINGS:
            said = getattr(law, reading)
            cited = said.citation if said is not None else None
        case [level]:
            (cited,) = [each.citation for each in law.levels if each.id == level]
        case [indicator, level]:
            cited = law.by_id[indicator].targets[level].citation
        case [indicator, level, "types"]:
            asks = law.by_id[indicator].asks(level)
            assert asks is not None
            cited = asks.citation
        case _:
            raise AssertionError(about)
    return cited.text.vi if cited is not None else UNSAID


@pytest.mark.parametrize(("name", "case"), NAMED)
def test_case_shows_what_it_is_about(name, case):
    """A reading or a clause that leaves a type out by the status that it brings, a target by what is said of it."""
    statuses, about = statuses_of(case), case["about"].split()
    match about:
        case ["missing" | "not_applicable" as status]:
            assert any(status in at.values() for at in statuses.values())
        case ["level_needs_level_below"]:
            # Nothing stands before level 2 but level 1, which is not met, or not known yet.
            assert case["expect"]["lacking"]["level-2"] == []
            assert case["expect"]["levels"]["level-2"] in ("level-below-unmet", "missing")
        case [indicator, level, "types"]:
            assert statuses[indicator][level] == "not_applicable"
        case [indicator, _]:
            assert indicator in case["expect"]


@pytest.mark.parametrize(("name", "case"), [each for each in NAMED if " level-" in each.values[1]["about"]])
def test_law_of_a_case_is_what_the_result_cites(name, case):
    """For the target that the case is about, whoever reads the result finds the same article."""
    indicator, level, *_ = case["about"].split()
    result = _explained(rate(evidence_of(case)))
    (shown,) = [each for criterion in result.criteria for each in criterion.indicators if each.id == indicator]
    assert [at.citation.vi for at in shown.levels if at.level == level] == [case["law"]]
