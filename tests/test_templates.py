"""Templates: a blank evidence file of every rule set, and of every score sheet, goes the whole way round."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from support import PAPER
from test_bad_input import run

from criteria.catalogue import all_rule_sets, rule_set, rule_set_ids, standards
from criteria.model import RuleSet
from criteria.questions import AskChange, AskChoice, AskShare, AskValue
from criteria.targets_model import AnyRuleSet, TargetIndicator, TargetRuleSet
from ratings.evidence import EvidenceError, to_evidence
from ratings.explaining import explain
from ratings.rating import rate
from ratings.schemas import schema
from ratings.templates import template

LANGUAGES = ("vi", "en")
NO_SHEET = "khvn324-2023-citizen"
OF_POINTS = tuple(name for name in rule_set_ids() if isinstance(rule_set(name), RuleSet))
OF_TARGETS = tuple(name for name in rule_set_ids() if isinstance(rule_set(name), TargetRuleSet))
ON_SHEET = tuple(name for name in OF_POINTS if name != NO_SHEET)
FORMS = [pytest.param(name, (), id=name) for name in rule_set_ids()] + [
    pytest.param(name, ("--sheet",), id=f"{name} --sheet") for name in ON_SHEET
]
forms = pytest.mark.parametrize(("name", "options"), FORMS)
TYPES = [
    pytest.param(name, type_, id=f"{name} {type_}")
    for name in OF_TARGETS
    for type_ in [each.id for each in rule_set(name).types] or [None]  # type: ignore[union-attr]
]
"""Each type of subject that a text of targets tells apart; None where it tells none apart."""
types = pytest.mark.parametrize(("name", "type_"), TYPES)
languages = pytest.mark.parametrize("lang", LANGUAGES)


@pytest.fixture(scope="module")
def evidence_schema() -> Draft202012Validator:
    """Return what ``xhht schema evidence`` prints, ready to validate."""
    done = run("schema", "evidence")
    assert (done.status, done.err) == (0, "")
    assert json.loads(done.out) == schema("evidence")
    return Draft202012Validator(json.loads(done.out))


def made(name: str, *options: str) -> Any:
    done = run("template", name, *options)
    assert (done.status, done.err) == (0, "")
    return json.loads(done.out)


def written(data: Any, folder: Path) -> Path:
    path = folder / "mau.json"
    path.write_text(json.dumps(data), "utf-8")
    return path


def asked(rules: AnyRuleSet, options: tuple[str, ...]) -> list[str]:
    return [each.id for each in (rules.criteria if options else rules.indicators)]


def asking_levels(indicator: TargetIndicator, type_: str | None) -> set[str]:
    """Return the levels that ask a subject of *type_* for *indicator*."""
    for_types = {level: target.for_types or indicator.for_types for level, target in indicator.targets.items()}
    return {level for level, asked in for_types.items() if asked is None or type_ in asked.types}


def unasked(rules: AnyRuleSet, type_: str | None) -> set[str]:
    """Return the indicators of which nothing is asked of a subject of *type_*."""
    if isinstance(rules, RuleSet):
        return set()
    return {each.id for each in rules.indicators if not asking_levels(each, type_)}


# There and back.


def with_a_type(rules: AnyRuleSet, data: Any) -> Any:
    """Return *data* with a type of subject, where *rules* tell types apart: a template leaves it to its user."""
    if getattr(rules, "types", ()):
        data["subject"]["type"] = rules.types[0].id  # type: ignore[union-attr]
    return data


@languages
@forms
def test_a_template_can_be_rated_and_everything_in_it_is_missing(tmp_path, name, options, lang):
    rules = rule_set(name)
    file = tmp_path / "mau.json"
    done = run("template", name, *options, "--lang", lang, "-o", file)
    assert (done.status, done.out, done.err) == (0, "", "")
    written(with_a_type(rules, json.loads(file.read_text(encoding="utf-8"))), tmp_path)
    done = run("rate", file, "--format", "json", "--lang", lang)
    result = json.loads(done.out)
    assert (done.status, done.err) == (0, "")
    assert (result["rule_set"]["id"], result["rule_set"]["selected_by"]) == (name, "file")
    assert (result["scheme"], result["level"]["id"]) == (rules.scheme, rules.levels[-1].id)
    assert result["range"]["high_level"]["id"] == rules.levels[0].id
    if isinstance(rules, RuleSet):
        total = rules.total.points / 100
        assert (result["points"], result["range"]["low"], result["range"]["high"]) == (0, 0, total)
    not_asked = unasked(rules, result["subject"].get("type"))
    items = [each for of in result["criteria"] for each in (of, *of["indicators"])]
    assert {each["id"] for each in items if each["status"] == "not_applicable"} == not_asked
    assert {each["status"] for each in items if each["id"] not in not_asked} == {"missing"}
    assert sum(len(of["indicators"]) for of in result["criteria"]) == (0 if options else len(rules.indicators))
    assert all(("sheet" in of) == bool(options) for of in result["criteria"])


@languages
@forms
def test_a_template_is_valid_by_the_schema_of_evidence(evidence_schema, name, options, lang):
    data = made(name, *options, "--lang", lang)
    assert not [error.message for error in evidence_schema.iter_errors(data)]


@forms
def test_a_template_asks_everything_once_and_in_the_order_of_the_text(name, options):
    data = made(name, *options)
    assert list(data["answers"]) == asked(rule_set(name), options)
    for answer in data["answers"].values():
        given = {key: value for key, value in answer.items() if key not in ("question", "of", "parts")}
        assert all(value in (None, []) for value in given.values())


@forms
def test_check_says_that_nothing_is_answered_yet(tmp_path, name, options):
    rules = rule_set(name)
    data = with_a_type(rules, made(name, *options))
    number = len(set(asked(rules, options)) - unasked(rules, data["subject"].get("type")))
    done = run("check", written(data, tmp_path))
    assert (done.status, done.err) == (0, "")
    assert f" 0/{number} " in done.out


@forms
def test_strict_does_not_take_a_template(tmp_path, name, options):
    data = with_a_type(rule_set(name), made(name, *options))
    assert run("rate", "--strict", written(data, tmp_path)).status == 1


@forms
def test_a_template_tells_that_its_name_is_still_to_be_written(name, options):
    rating = rate(with_a_type(rule_set(name), made(name, *options)))
    assert "/subject/name" in [finding.path for finding in rating.findings]
    assert {finding.severity for finding in rating.findings} <= {"info", "warning"}


@languages
@forms
def test_a_template_in_either_language_asks_the_same(name, options, lang):
    data, other = made(name, *options, "--lang", lang), made(name, *options, "--lang", "vi")

    def without_words(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: without_words(inner) for key, inner in value.items() if key not in ("question", "name")}
        return [without_words(inner) for inner in value] if isinstance(value, list) else value

    assert without_words(data) == without_words(other)
    for question, theirs in zip(data["answers"].values(), other["answers"].values(), strict=True):
        assert question["question"].strip()
        assert (question == theirs) == (lang == "vi")


@forms
def test_the_command_prints_what_the_function_makes(name, options):
    for lang in LANGUAGES:
        data = template(rule_set(name), lang, sheet=bool(options))
        assert made(name, *options, "--lang", lang) == data


# What stands in it.


@pytest.mark.parametrize("name", rule_set_ids())
def test_a_question_names_its_options_unit_and_papers(name):
    """Whoever fills it in has nothing else open."""
    rules = rule_set(name)
    for lang in LANGUAGES:
        answers = made(name, "--lang", lang)["answers"]
        for indicator in rules.indicators:
            words = answers[indicator.id]["question"]
            assert indicator.question.into(lang) in words
            for paper in indicator.documents:
                assert paper.into(lang) in words
            match indicator.answer:
                case AskChoice(options=options):
                    assert all(f"{each.id} = {each.name.into(lang)}" in words for each in options)
                case AskValue(unit=unit) | AskChange(unit=unit):
                    assert unit.into(lang) in words
                case AskShare(parts=parts):
                    assert list(answers[indicator.id].get("parts", ())) == [each.id for each in parts]


@pytest.mark.parametrize("name", rule_set_ids())
def test_a_template_has_the_key_of_each_form_and_no_other(name):
    keys = {"met": {"met"}, "share": {"count", "of"}, "value": {"value"}, "choice": {"choice"}, "points": {"points"}}
    keys["change"] = {"value", "previous"}
    answers = made(name)["answers"]
    for indicator in rule_set(name).indicators:
        found = answers[indicator.id].keys() - {"question", "documents", "parts"}
        assert found == keys[indicator.answer.kind]


@pytest.mark.parametrize("name", ON_SHEET)
def test_a_sheet_has_the_maxima_of_the_rule_set(name):
    rules = rule_set(name)
    for lang in LANGUAGES:
        answers = made(name, "--sheet", "--lang", lang)["answers"]
        assert {each: line["of"] for each, line in answers.items()} == {
            each.id: each.max_points.points / 100 for each in rules.criteria
        }
        assert [line["question"] for line in answers.values()] == [each.name.into(lang) for each in rules.criteria]
        for line in answers.values():
            assert line.keys() == {"question", "points", "of", "note", "documents"}


@forms
def test_kind_tier_and_year_are_those_of_the_rule_set(name, options):
    rules, data = rule_set(name), made(name, *options)
    assert (data["subject"]["kind"], data["rule_set"], data["schema"]) == (rules.subject.kind, name, "xhht-evidence/1")
    assert data["subject"].get("tier") == (rules.subject.tiers[0] if rules.subject.tiers else None)
    assert data["subject"].get("type", "left out") == (None if getattr(rules, "types", ()) else "left out")
    assert data["year"] in rules.years


def test_blocks_stand_where_the_rule_set_reads_them():
    """Population for what counts everybody, standards for what follows from counts, files where members answer."""
    for rules in all_rule_sets():
        data = made(rules.id)
        everybody = {each.answer.all for each in rules.indicators if isinstance(each.answer, AskShare)} - {None}
        extra = {"registered_households"} if "households" in everybody else set()
        assert set(data.get("population", ())) == everybody | extra
        assert ("members_files" in data) == bool(rules.roll_ups)
        assert ("standards" in data) == (rules.standards is not None)
        if rules.standards is not None:
            known = standards(rules.standards)
            assert list(data["standards"]["counts"]) == [each.id for each in known.counts]
            assert all(f"{each.id} = {each.label.vi}" in data["standards"]["question"] for each in known.counts)
        keeps = rules.recognition is not None and rules.recognition.validity is not None
        assert data.get("recognitions") == ([] if keeps else None)
        sheet = made(rules.id, "--sheet") if rules.id in ON_SHEET else {}
        assert not {"population", "standards", "members_files", "recognitions"} & sheet.keys()


def test_titles_that_hold_for_a_time_are_asked_for():
    """TT 24/2023 art. 5(4), TT 25/2023 art. 5(4), 10(4), 15(4): 36 months. The other texts set no time."""
    assert {name for name in rule_set_ids() if "recognitions" in made(name)} == set(OF_TARGETS)


# Filled in.


@pytest.mark.parametrize("name", OF_POINTS)
def test_a_template_filled_in_earns_everything(evidence_schema, name):
    rules, data = rule_set(name), made(name)
    for indicator in rules.indicators:
        answer = data["answers"][indicator.id]
        answer["documents"] = [PAPER]
        match indicator.answer.kind:
            case "share":
                answer |= {"count": 10, "of": 10}
            case "value":
                answer["value"] = (indicator.steps["normal"][0].at_least or 0) / 10**6
            case "choice":
                answer["choice"] = indicator.answer.options[-1].id  # type: ignore[union-attr]
            case "points":
                answer["points"] = indicator.max_points.points / 100
            case _:
                answer["met"] = True
    data["subject"]["name"] = "Đối tượng"
    rating = rate(data)
    assert (rating.points, rating.level) == (rating.max_points, rules.levels[0])
    assert not [error.message for error in evidence_schema.iter_errors(data)]


def best_answer(indicator: TargetIndicator) -> dict[str, Any]:
    """Return an answer that meets the targets of *indicator* at every level."""
    match indicator.answer:
        case AskShare():
            return {"count": 10, "of": 10}
        case AskValue():
            least = max(target.at_least or 0 for target in indicator.targets.values())
            assert least % 10_000 == 0  # figures of values have four decimals: these are whole
            return {"value": least // 10_000}
        case AskChoice(options=options):
            return {"choice": options[-1].id}
        case AskChange(direction="rise"):
            return {"value": 61.5, "previous": 61.4}
        case AskChange():
            return {"value": 61.4, "previous": 61.5}
    return {"met": True}


def filled_in(rules: TargetRuleSet, type_: str | None) -> Any:
    """Return a template with the best answers to all that is asked of a subject of *type_*; the rest is blank."""
    data = made(rules.id)
    data["subject"] |= {"name": "Đối tượng"} | ({"type": type_} if type_ is not None else {})
    for indicator in rules.indicators:
        if indicator.id not in unasked(rules, type_):
            data["answers"][indicator.id] |= best_answer(indicator) | {"documents": [PAPER]}
    return data


EARLIER = {"level": "level-1", "date": "2024-03-20"}


@types
def test_a_template_of_targets_filled_in_reaches_the_best_level(evidence_schema, name, type_):
    """Whatever the type: what is not asked of it is left blank, and nothing else is needed."""
    rules = rule_set(name)
    assert isinstance(rules, TargetRuleSet)
    data = filled_in(rules, type_)
    for each in (data, data | {"recognitions": [EARLIER]}):
        assert rate(each).level == rules.levels[0]
        assert not [error.message for error in evidence_schema.iter_errors(each)]


@types
def test_a_target_left_blank_bars_every_level_that_asks_it(name, type_):
    """TT 24/2023 art. 8, 14, TT 25/2023 art. 8, 13, 18: a level needs all of its targets; level 2 those of level 1."""
    rules, blank = rule_set(name), made(name)["answers"]
    assert isinstance(rules, TargetRuleSet)
    data = filled_in(rules, type_)
    for indicator in rules.indicators:
        barred = asking_levels(indicator, type_)
        expected = "not-recognised" if "level-1" in barred else "level-1" if barred else "level-2"
        left = data | {"answers": data["answers"] | {indicator.id: blank[indicator.id]}}
        assert (indicator.id, rate(left).level.id) == (indicator.id, expected)


@pytest.mark.parametrize("name", ON_SHEET)
def test_a_sheet_filled_in_earns_what_it_says(evidence_schema, name):
    rules, data = rule_set(name), made(name, "--sheet")
    for line in data["answers"].values():
        line["points"] = line["of"] - 0.25
    assert not [error.message for error in evidence_schema.iter_errors(data)]
    rating = rate(data)
    assert float(rating.points) == rules.total.points / 100 - 0.25 * len(rules.criteria)
    assert explain(rating).range.high == rating.points


def test_a_sheet_takes_the_team_s_maxima_in_place_of_those_of_the_template():
    data = made("tt44-2014", "--sheet")
    for of, line in zip((10, 6, 8, 10, 10, 6, 8, 8, 10, 5, 4, 4, 4, 4, 3), data["answers"].values(), strict=True):
        line |= {"of": of, "points": of}
    assert rate(data).points == 100


def test_one_answer_at_a_time_can_be_written_into_a_template():
    """Half-filled files are the rule: what is blank stays missing, beside what is answered."""
    data = made("tt44-2014")
    for number, name in enumerate(("1.1", "1.2", "1.3"), 1):
        data["answers"][name] |= {"met": True, "documents": [PAPER]}
        rating = rate(data)
        assert [each.status for each in rating.indicators.values()].count("missing") == 40 - number
        assert rating.points == (3, 6, 8)[number - 1]


@pytest.mark.parametrize("name", OF_POINTS)
def test_another_form_in_place_of_the_blank_one_is_taken(name):
    """An assessor writes points beside what the template left blank."""
    data = made(name)
    first = rule_set(name).indicators[0]
    data["answers"][first.id] |= {"points": first.max_points.points / 100, "note": "Chấm", "documents": [PAPER]}
    assert rate(data).indicators[first.id].points == first.max_points.points
    data["answers"][first.id] |= {"points": None, "not_applicable": "Không có"}
    assert to_evidence(data).answers[first.id].not_applicable == "Không có"  # type: ignore[union-attr]


@pytest.mark.parametrize("name", OF_TARGETS)
def test_targets_take_no_points_in_place_of_a_blank_answer(name):
    data = with_a_type(rule_set(name), made(name))
    first = rule_set(name).indicators[0]
    data["answers"][first.id] |= {"points": 5, "note": "Chấm", "documents": [PAPER]}
    with pytest.raises(EvidenceError) as refused:
        rate(data)
    assert {problem.path for problem in refused.value.problems} == {f"/answers/{first.id}"}


@pytest.mark.parametrize("name", OF_TARGETS)
def test_not_applicable_is_taken_where_the_text_leaves_it_to_the_subject(name):
    """TT 24/2023 says by type who is asked what; TT 25/2023 is silent, a reason is taken where a place may lack it."""
    rules = rule_set(name)
    assert any(each.may_not_apply for each in rules.indicators) == name.startswith("tt25")
    for indicator in rules.indicators:
        data = with_a_type(rules, made(name))
        data["answers"][indicator.id] |= {"not_applicable": "Không có"}
        if indicator.may_not_apply:
            found = {each.id: each for criterion in explain(rate(data)).criteria for each in criterion.indicators}
            assert found[indicator.id].status == "not_applicable"
        else:
            with pytest.raises(EvidenceError) as refused:
                rate(data)
            assert f"/answers/{indicator.id}/not_applicable" in {problem.path for problem in refused.value.problems}


# What is refused.


@pytest.mark.parametrize(
    ("name", "lang", "said"),
    [
        (NO_SHEET, "vi", f"{NO_SHEET} có điều kiện trên từng nội dung nên không nhận phiếu chấm theo tiêu chí."),
        (NO_SHEET, "en", f"{NO_SHEET} has a gate on each indicator and takes no score sheet."),
        *((name, "vi", f"{name} không chấm điểm nên không có phiếu chấm.") for name in OF_TARGETS),
        *((name, "en", f"{name} gives no points and has no sheet.") for name in OF_TARGETS),
    ],
)
def test_a_rule_set_with_a_gate_on_indicators_or_without_points_has_no_sheet(tmp_path, name, lang, said):
    file = tmp_path / "mau.json"
    done = run("template", name, "--sheet", "--lang", lang, "-o", file)
    assert (done.status, done.out) == (2, "")
    assert said in done.err
    assert not file.exists()


def test_every_rule_set_of_points_has_a_sheet_but_the_one_with_a_gate_on_indicators():
    of_points = [each for each in all_rule_sets() if isinstance(each, RuleSet)]
    assert tuple(each.id for each in of_points if each.takes_sheets) == ON_SHEET
    assert {each.id for each in all_rule_sets()} - set(ON_SHEET) == {NO_SHEET, *OF_TARGETS}


@languages
@pytest.mark.parametrize("options", [(), ("--sheet",)], ids=["answers", "sheet"])
def test_an_unknown_rule_set_is_named(lang, options):
    done = run("template", "tt44-2015", *options, "--lang", lang)
    assert (done.status, done.out) == (2, "")
    assert {"vi": 'Có phải ý là "tt44-2014"?', "en": 'Did you mean "tt44-2014"?'}[lang] in done.err


@languages
@pytest.mark.parametrize("options", [(), ("--sheet",)], ids=["answers", "sheet"])
def test_what_has_been_filled_in_is_not_written_over(tmp_path, lang, options):
    file = tmp_path / "xa.json"
    file.write_text("đã điền", "utf-8")
    done = run("template", "tt44-2014", *options, "--lang", lang, "-o", file)
    assert (done.status, done.out) == (2, "")
    assert {"vi": "đã có, không ghi đè", "en": "exists and is kept"}[lang] in done.err
    assert file.read_text("utf-8") == "đã điền"


@forms
def test_the_same_template_has_the_same_bytes(name, options):
    assert run("template", name, *options).out == run("template", name, *options).out
    assert run("template", name, *options).out.endswith("}\n")


@pytest.mark.parametrize("name", [name for name in OF_TARGETS if getattr(rule_set(name), "types", ())])
def test_a_template_leaves_the_type_to_its_user_who_is_told_all_of_them(tmp_path, name):
    """A type that stood there by itself would decide what is asked, and nobody would see it."""
    done = run("rate", written(made(name), tmp_path))
    assert (done.status, done.out) == (2, "")
    assert "/subject/type" in done.err
    assert all(f'"{each.id}"' in done.err for each in rule_set(name).types)
