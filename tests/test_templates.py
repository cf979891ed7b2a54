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
from criteria.questions import AskChoice, AskShare, AskValue
from ratings.evidence import to_evidence
from ratings.explaining import explain
from ratings.rating import rate
from ratings.schemas import schema
from ratings.templates import template

LANGUAGES = ("vi", "en")
NO_SHEET = "khvn324-2023-citizen"
ON_SHEET = tuple(name for name in rule_set_ids() if name != NO_SHEET)
FORMS = [pytest.param(name, (), id=name) for name in rule_set_ids()] + [
    pytest.param(name, ("--sheet",), id=f"{name} --sheet") for name in ON_SHEET
]
forms = pytest.mark.parametrize(("name", "options"), FORMS)
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


def asked(rules: RuleSet, options: tuple[str, ...]) -> list[str]:
    return [each.id for each in (rules.criteria if options else rules.indicators)]


# There and back.


@languages
@forms
def test_a_template_can_be_rated_and_everything_in_it_is_missing(tmp_path, name, options, lang):
    rules = rule_set(name)
    file = tmp_path / "mau.json"
    done = run("template", name, *options, "--lang", lang, "-o", file)
    assert (done.status, done.out, done.err) == (0, "", "")
    done = run("rate", file, "--format", "json", "--lang", lang)
    result = json.loads(done.out)
    assert (done.status, done.err) == (0, "")
    assert (result["rule_set"]["id"], result["rule_set"]["selected_by"]) == (name, "file")
    assert (result["points"], result["level"]["id"]) == (0, rules.levels[-1].id)
    total = rules.total.points / 100
    assert (result["range"]["low"], result["range"]["high"]) == (0, total)
    assert result["range"]["high_level"]["id"] == rules.levels[0].id
    items = [each for of in result["criteria"] for each in (of, *of["indicators"])]
    assert {each["status"] for each in items} == {"missing"}
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
    number = len(asked(rule_set(name), options))
    done = run("check", written(made(name, *options), tmp_path))
    assert (done.status, done.err) == (0, "")
    assert f" 0/{number} " in done.out


@forms
def test_strict_does_not_take_a_template(tmp_path, name, options):
    assert run("rate", "--strict", written(made(name, *options), tmp_path)).status == 1


@forms
def test_a_template_tells_that_its_name_is_still_to_be_written(name, options):
    rating = rate(made(name, *options))
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
                case AskValue(unit=unit):
                    assert unit.into(lang) in words
                case AskShare(parts=parts):
                    assert list(answers[indicator.id].get("parts", ())) == [each.id for each in parts]


@pytest.mark.parametrize("name", rule_set_ids())
def test_a_template_has_the_key_of_each_form_and_no_other(name):
    keys = {"met": {"met"}, "share": {"count", "of"}, "value": {"value"}, "choice": {"choice"}, "points": {"points"}}
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
        sheet = made(rules.id, "--sheet") if rules.id != NO_SHEET else {}
        assert not {"population", "standards", "members_files"} & sheet.keys()


# Filled in.


@pytest.mark.parametrize("name", rule_set_ids())
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


@pytest.mark.parametrize("name", rule_set_ids())
def test_another_form_in_place_of_the_blank_one_is_taken(name):
    """An assessor writes points beside what the template left blank."""
    data = made(name)
    first = rule_set(name).indicators[0]
    data["answers"][first.id] |= {"points": first.max_points.points / 100, "note": "Chấm", "documents": [PAPER]}
    assert rate(data).indicators[first.id].points == first.max_points.points
    data["answers"][first.id] |= {"points": None, "not_applicable": "Không có"}
    assert to_evidence(data).answers[first.id].not_applicable == "Không có"  # type: ignore[union-attr]


# What is refused.


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("vi", f"{NO_SHEET} có điều kiện trên từng nội dung nên không nhận phiếu chấm theo tiêu chí."),
        ("en", f"{NO_SHEET} has a gate on each indicator and takes no score sheet."),
    ],
)
def test_a_rule_set_with_a_gate_on_indicators_has_no_sheet(tmp_path, lang, said):
    file = tmp_path / "mau.json"
    done = run("template", NO_SHEET, "--sheet", "--lang", lang, "-o", file)
    assert (done.status, done.out) == (2, "")
    assert said in done.err
    assert not file.exists()


def test_every_rule_set_has_a_sheet_but_the_one_with_a_gate_on_indicators():
    assert tuple(each.id for each in all_rule_sets() if each.takes_sheets) == ON_SHEET


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
