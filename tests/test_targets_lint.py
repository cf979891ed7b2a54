"""Rule sets of targets with one mistake: each file in ``tests/broken_targets`` is refused where it stands, in words.

A folder of its own, as ``tests/broken_overlays`` is: ``tests/broken`` holds mistakes in a rule set of points.
"""

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml

from criteria.catalogue import FOLDER as CATALOGUE
from criteria.catalogue import all_rule_sets
from criteria.lint import lint, lint_catalogue
from criteria.loading import load_rule_set
from criteria.problems import Problem, RuleSetError
from criteria.targets_lint import MOST_FACTS
from criteria.targets_model import TargetRuleSet
from ratings.rating import rate
from ratings.scheduling import schedule

FOLDER = Path(__file__).parent / "broken_targets"
SOUND = FOLDER / "sound.yaml"
EXPECTED = yaml.safe_load((FOLDER / "expected.yaml").read_text(encoding="utf-8"))
SHAPE: dict[str, Any] = yaml.safe_load(SOUND.read_text(encoding="utf-8"))


def problems_in(file: Path, found_by: str) -> tuple[Problem, ...]:
    """Return what *found_by* says of *file*; what comes before it must have nothing to say."""
    if found_by == "load":
        with pytest.raises(RuleSetError) as refused:
            load_rule_set(file)
        assert refused.value.file == str(file)
        return refused.value.problems
    rule_set = load_rule_set(file)
    if found_by == "lint":
        return lint(rule_set)
    assert lint(rule_set) == ()
    return lint_catalogue([load_rule_set(SOUND), rule_set])


@pytest.mark.parametrize("name", EXPECTED)
def test_mistake_is_named_where_it_stands(name):
    """One mistake, one problem: its path, or one within, and words that say what is wrong or would be right."""
    expected = EXPECTED[name]
    (problem,) = problems_in(FOLDER / f"{name}.yaml", expected["found_by"])
    assert problem.path == expected["path"] or problem.path.startswith(f"{expected['path']}/")
    assert expected["words"] in problem.sentence("en")


@pytest.mark.parametrize("name", EXPECTED)
def test_mistake_is_told_in_vietnamese_too(name):
    """In whole sentences of its own: no English words in brackets."""
    for problem in problems_in(FOLDER / f"{name}.yaml", EXPECTED[name]["found_by"]):
        told = problem.sentence("vi")
        assert told.removeprefix(f"{problem.path}: ")
        assert told != problem.sentence("en")
        assert "không hợp lệ (" not in told


def test_every_broken_file_is_expected():
    files = {path.stem for path in FOLDER.glob("*.yaml")} - {"sound", "expected"}
    assert files == EXPECTED.keys()


def test_without_its_mistake_the_file_is_sound():
    assert lint(load_rule_set(SOUND)) == ()


@pytest.mark.parametrize("name", [each for each in EXPECTED if EXPECTED[each]["found_by"] != "catalogue"])
def test_the_command_names_the_mistake(xhht, name):
    """``xhht rules lint FILE`` is what a writer of rule sets runs: file, place, words, status 2 in both languages."""
    file = FOLDER / f"{name}.yaml"
    for lang in ("vi", "en"):
        done = xhht("rules", "lint", file, "--lang", lang)
        assert done.status == 2
        assert str(file) in done.out + done.err
        assert EXPECTED[name]["path"] in done.out + done.err


@pytest.mark.parametrize("name", ["day-of-one-digit", "leap-day"])
def test_a_day_is_told_how_a_day_is_written(name):
    """Not "small letters without accents, such as school", which is how an id is written."""
    (problem,) = problems_in(FOLDER / f"{name}.yaml", "load")
    assert "school" not in problem.sentence("en")
    assert problem.right.vi
    assert problem.right.en


def test_the_command_finds_nothing_wrong_with_the_catalogue(xhht):
    assert xhht("rules", "lint").status == 0


@pytest.mark.parametrize(
    "rule_set",
    [pytest.param(each, id=each.id) for each in all_rule_sets() if isinstance(each, TargetRuleSet)],
)
def test_lint_has_nothing_to_say_of_the_catalogue(rule_set):
    assert lint(rule_set) == ()


def test_for_each_kind_tier_and_year_there_is_one_rule_set_at_most():
    assert lint_catalogue(all_rule_sets()) == ()


# What the engine can hold: a rule set that lint finds sound is decided, never hangs and never fails.


class Plain(yaml.SafeDumper):
    """YAML without anchors and aliases, which rule sets may not have."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def in_words(called: str) -> dict[str, str]:
    return {"vi": f"{called} vi", "en": called}


def made(
    tmp_path: Path,
    criteria: int,
    indicators: int,
    levels: tuple[str, ...] = ("gold", "silver"),
    *,
    typed: bool = False,
    types: int = 3,
) -> TargetRuleSet:
    """Return a rule set of the shape of sound.yaml, with so many criteria, indicators of each, levels and types.

    Where it is *typed*, the indicators ask schools only, but for the first of each criterion, which asks the others.
    """
    data = deepcopy(SHAPE)
    data["types"] += [{"id": f"type-{number}", "name": in_words("type")} for number in range(3, types)]
    others = [each["id"] for each in data["types"] if each["id"] != "school"]
    cited = {"citation": {"article": 1}, "provenance": "official"}
    data["levels"] = [{"id": level, "name": in_words(level), **cited} for level in (*levels, "none")]
    data["criteria"] = [
        {
            "id": f"{place}",
            "name": in_words("criterion"),
            **cited,
            "indicators": [
                {
                    "id": f"{place}.{number}",
                    "label": in_words("label"),
                    "question": in_words("question"),
                    "answer": {"kind": "met"},
                    "citation": {"article": 1},
                    "documents": [in_words("paper")],
                    "targets": dict.fromkeys(levels, cited),
                    **({"for_types": {"types": others if number == 1 else ["school"], **cited}} if typed else {}),
                }
                for number in range(1, indicators + 1)
            ],
        }
        for place in range(1, criteria + 1)
    ]
    file = tmp_path / "made.yaml"
    file.write_text(yaml.dump(data, Dumper=Plain, allow_unicode=True, sort_keys=False), "utf-8")
    rule_set = load_rule_set(file)
    assert isinstance(rule_set, TargetRuleSet)
    return rule_set


def evidence_for(rule_set: TargetRuleSet, tier: str = "district") -> dict[str, Any]:
    """Return evidence of a school that meets everything that is asked by yes or no."""
    paper = {"met": True, "documents": [{"title": "Sổ"}]}
    return {
        "schema": "xhht-evidence/1",
        "subject": {"kind": "unit", "name": "A", "tier": tier, "type": "school"},
        "year": 2021,
        "answers": {each.id: paper for each in rule_set.indicators if each.answer.kind == "met"},
    }


@pytest.mark.parametrize(
    ("criteria", "indicators", "levels"),
    [
        pytest.param(1, 1, ("gold",), id="one target"),
        pytest.param(1, 16, ("gold", "silver"), id="16 indicators"),
        pytest.param(15, 6, ("gold", "silver"), id="180 targets"),
        pytest.param(11, 9, ("gold", "silver"), id="198 targets: 445 facts, of 450"),
        pytest.param(2, 1, tuple(f"l{number}" for number in range(15)), id="15 levels and the last"),
        pytest.param(15, 1, ("gold", "silver"), id="15 criteria and the level below: 16 facts to join"),
    ],
)
def test_what_lint_finds_sound_is_decided(tmp_path, criteria, indicators, levels):
    """ADR 0001: the engine joins 16 facts at most. A level joins its criteria and the level below it."""
    rule_set = made(tmp_path, criteria, indicators, levels)
    assert lint(rule_set) or rate(evidence_for(rule_set), rule_set).level.id == levels[0]


def test_16_criteria_and_the_level_below_are_more_facts_than_the_engine_joins(tmp_path):
    with pytest.raises(RuleSetError, match="15 at most"):
        made(tmp_path, 16, 1)


@pytest.mark.parametrize("word", ["standing", "sum", "met", "unmet", "missing", "open", "level", "judged", "1"])
@pytest.mark.parametrize("place", [0, 1])
def test_a_level_called_by_a_word_of_the_rules_is_refused_or_decided(tmp_path, word, place):
    """As options of a scale and levels of points are: two rules of one name are a fault of the engine."""
    levels = ["gold", "silver"]
    levels[place] = word
    rule_set = made(tmp_path, 2, 2, tuple(levels))
    assert lint(rule_set) or rate(evidence_for(rule_set), rule_set).level.id == levels[0]


def test_more_targets_than_the_engine_holds_are_refused(tmp_path):
    """392 facts of the targets and 61 joined ones are 453: the next above 445 that can be built so."""
    rule_set = made(tmp_path, 14, 7)
    assert 2 * sum(len(each.targets) for each in rule_set.indicators) == 392
    (problem,) = lint(rule_set)
    assert problem.path == "/criteria"
    assert str(MOST_FACTS) in problem.sentence("en")


def test_targets_that_ask_by_type_are_counted_with_the_facts_that_they_need(tmp_path):
    """A fact for the type, one for the target, one for the verdict: 150 of them make 450 facts, sums not counted.

    With some 511 facts the engine never comes back (ADR 0001), so this one is linted and not rated.
    """
    (problem,) = lint(made(tmp_path, 15, 5, typed=True))
    assert problem.path == "/criteria"


def test_as_many_types_as_the_engine_takes_are_decided(tmp_path):
    """60 targets, each with a rule for each of 41 types and 9 others, are 3,000 rules."""
    rule_set = made(tmp_path, 5, 6, typed=True, types=41)
    assert lint(rule_set) == ()
    assert rate(evidence_for(rule_set), rule_set).level.id == "gold"


def test_more_types_than_the_engine_takes_are_refused(tmp_path):
    """One type more, and there are 3,060 rules: the engine refuses some 4,000 (ADR 0001)."""
    (problem,) = lint(made(tmp_path, 5, 6, typed=True, types=42))
    assert problem.path == "/types"
    assert "more types than the engine takes" in problem.sentence("en")


def test_roles_of_a_subject_without_tiers_name_no_tier(tmp_path):
    """A commune has none: there is one dossier and one decision."""
    file = tmp_path / "commune.yaml"
    words = (CATALOGUE / "tt25-2023-commune.yaml").read_text("utf-8")
    assert words.count("    role: decision\n") == 1
    file.write_text(words.replace("    role: decision\n", ""), "utf-8")
    (problem,) = lint(load_rule_set(file))
    assert problem.path == "/calendar"
    assert "The role decision is that of one entry, not 0." in problem.sentence("en")
    assert "Vai trò decision phải có đúng một mục, không phải 0." in problem.sentence("vi")


@pytest.mark.parametrize("tier", ["district", "province"])
def test_a_sound_calendar_is_scheduled_for_every_tier(tmp_path, tier):
    """An entry counts from one that is there for the same tier, or lint says that it is not."""
    file = FOLDER / "after-an-entry-of-another-tier.yaml"
    for each in (SOUND, file):
        rule_set = load_rule_set(each)
        assert isinstance(rule_set, TargetRuleSet)
        assert lint(rule_set) or schedule(rate(evidence_for(rule_set, tier), rule_set))
