"""The formulas of a workbook against the engine, reckoned by a real LibreOffice from nothing but the cells."""

import random
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from reckoning import opened
from workbooks import RULE_SETS, SAMPLES

from criteria.questions import AskChange, AskChoice, AskMet, AskShare
from criteria.targets_model import TargetRuleSet
from ratings.choosing import choose
from ratings.evidence import EvidenceError, to_evidence
from ratings.explaining import explain
from ratings.rating import rate
from ratings.reading import read_evidence
from ratings.workbooks.reading import read_workbook
from ratings.workbooks.writing import workbook_of
from ratings.writing import evidence_data

EACH = 3
"""Made-up subjects of each rule set."""


def _answer(pick: random.Random, asked: Any) -> dict[str, Any]:
    of = pick.choice([1, 3, 7, 10, 40, 1000])
    match asked:
        case AskMet():
            return {"met": pick.random() < 0.8}
        case AskShare():
            return {"count": pick.choice([of, of, of - 1, of * 9 // 10, of // 2, pick.randint(0, of)]), "of": of}
        case AskChoice(options=options):
            return {"choice": pick.choice(options).id}
        case AskChange():
            return {"value": pick.choice([1, 2, 3]), "previous": pick.choice([1, 2, 3])}
    return (
        {"value": pick.choice([0, 1, 2, 3, 5, 10])}
        if asked.kind == "value"
        else {"points": pick.choice([0, 4, 5, 7, 10])}
    )


def _subject(pick: random.Random, rule_set: Any) -> dict[str, Any]:
    subject: dict[str, Any] = {
        "kind": rule_set.subject.kind,
        "name": "Thử",
        "area": pick.choice(["normal", "difficult"]),
    }
    if rule_set.subject.tiers:
        subject["tier"] = pick.choice(rule_set.subject.tiers)
    if isinstance(rule_set, TargetRuleSet) and rule_set.types:
        subject["type"] = pick.choice(rule_set.types).id
    return subject


def _made_up(rule_set: Any, number: int) -> tuple[dict[str, Any], Any]:
    """Return evidence that *rule_set* accepts, drawn anew until it does, and its rating."""
    pick = random.Random(f"{rule_set.id} {number}")
    while True:
        answers: dict[str, Any] = {}
        for indicator in rule_set.indicators:
            luck = pick.random()
            if luck < 0.05:
                continue
            entry = {"not_applicable": "vì mới lập"} if luck < 0.08 else _answer(pick, indicator.answer)
            papers = [{"number": str(place)} for place in range(pick.choice([0, 1, 1, 1, 1, 2]))]
            answers[indicator.id] = entry | ({"documents": papers} if papers else {})
        evidence = {"schema": "xhht-evidence/1", "subject": _subject(pick, rule_set), "year": rule_set.years.first,
                    "rule_set": rule_set.id, "answers": answers}  # fmt: skip
        try:
            rated = rate(to_evidence(evidence))
        except EvidenceError:
            if pick.random() < 0.5:
                continue
            evidence["answers"] = {name: each for name, each in answers.items() if "not_applicable" not in each}
            try:
                rated = rate(to_evidence(evidence))
            except EvidenceError:
                continue
        return evidence_data(to_evidence(evidence)), explain(rated)


def test_what_the_formulas_show_is_what_the_engine_decides(office):
    """Reckoned from the cells alone: the values that stand in the file are those of another rating."""
    books, results = {}, {}
    for rule_set in RULE_SETS.values():
        for number in range(EACH):
            data, result = _made_up(rule_set, number)
            books[f"{rule_set.id}.{number}"] = workbook_of(data, rule_set, "vi")
            results[f"{rule_set.id}.{number}"] = result
    for name, raw in office(books).items():
        book = opened(raw)
        assert _shown(book["Trả lời"]) == _decided(results[name]), name
    assert len({result.level.id for result in results.values()}) > 5  # not all alike


def test_a_sample_shows_its_rating_also_where_nobody_reckons_and_survives_being_saved(office):
    books: dict[str, bytes] = {}
    results: dict[str, Any] = {}
    pages: dict[str, Any] = {}
    for sample in SAMPLES:
        evidence = read_evidence(sample)
        results[sample.stem] = explain(rate(evidence, folder=sample.parent))
        rule_set = choose(evidence).rule_set
        books[sample.stem] = workbook_of(evidence_data(evidence), rule_set, "vi", results[sample.stem])
    kept = office(books)
    reckoned = {name: opened(raw) for name, raw in kept.items()}
    for name, raw in books.items():
        pages[name] = load_workbook(BytesIO(raw), data_only=True)["Trả lời"]
        shown, decided = _shown(pages[name]), _decided(results[name])
        assert _shown(reckoned[name]["Trả lời"]) == shown, name
        assert {key: shown[key] for key in decided} == decided, name  # on a score sheet there are no indicators
        assert read_workbook(kept[name]).data == read_workbook(raw).data, name  # what an office saves, it keeps


def _shown(page: Any) -> dict[str, Any]:
    """Return what a sheet of answers shows: the level, and points or whether targets are met, by id."""
    keys = {page.cell(1, column).value: column for column in range(1, page.max_column + 1)}
    shown: dict[str, Any] = {"level": page.cell(2, keys["xhht:answers:answer"]).value}
    live = {
        key.rpartition("/")[2]: column for key, column in keys.items() if key and key.startswith("xhht:answers:live/")
    }
    if "points" in live:
        shown["total"] = round(page.cell(2, live["points"]).value * 100)
    for row in range(4, page.max_row + 1):
        name, form = page.cell(row, 1).value, page.cell(row, 2).value
        if not name or form.startswith("part"):
            continue
        if "points" in live:
            points = page.cell(row, live["points"]).value
            shown[name] = None if points in (None, "") else round(points * 100)
        elif not form.startswith("sheet"):
            shown[name] = {
                level: page.cell(row, live[level]).value or "–" for level in live if not level.startswith("state-")
            }
    return shown


def _decided(result: Any) -> dict[str, Any]:
    decided: dict[str, Any] = {"level": result.level.name.vi}
    indicators = [each for criterion in result.criteria for each in criterion.indicators]
    if result.scheme == "targets":
        names = {"pass": "đạt", "fail": "không đạt", "missing": "còn thiếu", "not_applicable": "–"}
        levels = [level.id for level in result.levels if level.targets]
        for each in indicators:
            decided[each.id] = dict.fromkeys(levels, "–") | {at.level: names[at.status] for at in each.levels}
        return decided
    decided["total"] = int(result.points * 100)
    for each in (*result.criteria, *indicators):
        decided[each.id] = None if each.status == "not_applicable" else int(each.points * 100)
    return decided
