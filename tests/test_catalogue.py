"""For each kind, tier and year one rule set or a stated gap; what is known of a rule set before it is read is true."""

import pytest

from criteria.catalogue import headings, rule_set, rule_set_ids, select_rule_set, standards, standards_ids
from criteria.lint import lint, lint_catalogue
from criteria.problems import RuleSetError
from criteria.standards_lint import lint_references, lint_standards

# Shared law, README: which text applies follows the year of assessment.
YEARS = {
    ("commune", None): {
        **dict.fromkeys(range(2015, 2024), "tt44-2014"),
        **dict.fromkeys(range(2024, 2031), "tt25-2023-commune"),
    },
    ("unit", "district"): {
        **dict.fromkeys(range(2020, 2024), "tt22-2020"),
        **dict.fromkeys(range(2024, 2031), "tt24-2023-district"),
    },
    ("unit", "province"): {
        **dict.fromkeys(range(2020, 2024), "tt22-2020"),
        **dict.fromkeys(range(2024, 2031), "tt24-2023-province"),
    },
    ("unit", "commune"): dict.fromkeys(range(2016, 2031), "khvn448-2015-unit"),
    ("family", None): dict.fromkeys(range(2016, 2031), "khvn448-2015-family"),
    ("clan", None): dict.fromkeys(range(2016, 2031), "khvn448-2015-clan"),
    ("village", None): dict.fromkeys(range(2016, 2031), "khvn448-2015-village"),
    ("citizen", None): dict.fromkeys(range(2023, 2031), "khvn324-2023-citizen"),
    ("district", None): dict.fromkeys(range(2024, 2031), "tt25-2023-district"),
    ("province", None): dict.fromkeys(range(2024, 2031), "tt25-2023-province"),
}


@pytest.mark.parametrize(("kind", "tier"), YEARS, ids=str)
@pytest.mark.parametrize("year", range(2010, 2031))
def test_kind_tier_and_year_find_one_rule_set_or_a_gap(kind, tier, year):
    expected = YEARS[kind, tier].get(year)
    if expected is None:
        with pytest.raises(RuleSetError):
            select_rule_set(kind, tier, year)
    else:
        assert select_rule_set(kind, tier, year).id == expected


def test_a_kind_without_a_rule_set_is_told_what_there_is():
    """Evidence cannot say such a kind; who asks the catalogue can."""
    with pytest.raises(RuleSetError) as refused:
        select_rule_set("city", None, 2022)
    (problem,) = refused.value.problems
    assert (problem.path, problem.read) == ("/subject/kind", '"city"')
    assert "tt22-2020 (unit)" in problem.sentence("vi")
    assert 'No rule set is for "city"' in problem.sentence("en")


@pytest.mark.parametrize("heading", headings(), ids=lambda heading: heading.id)
def test_a_heading_says_what_the_whole_rule_set_says(heading):
    whole = rule_set(heading.id)
    assert (heading.id, heading.years, heading.subject) == (whole.id, whole.years, whole.subject)


def test_the_whole_catalogue_is_sound():
    rule_sets = [rule_set(name) for name in rule_set_ids()]
    known = {name: standards(name) for name in standards_ids()}
    assert [problem for each in rule_sets for problem in lint(each)] == []
    assert [problem for each in known.values() for problem in lint_standards(each)] == []
    assert lint_catalogue(rule_sets) == lint_references(rule_sets, known) == ()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"rolled_up": {"kind": "family", "level": "best"}}, "family/best"),
        ({"rolled_up": {"kind": "citizen", "level": "good"}}, "citizen/good"),
    ],
)
def test_a_roll_up_names_a_level_that_members_can_reach(changes, words):
    village = rule_set("khvn448-2015-village").model_dump(by_alias=True, exclude_none=True)
    village["criteria"][1]["indicators"][0]["answer"] |= changes
    made = type(rule_set("tt22-2020")).model_validate(village)
    others = [rule_set(name) for name in rule_set_ids() if name != made.id]
    problems = lint_references([made, *others], {name: standards(name) for name in standards_ids()})
    assert [words in problem.sentence("en") for problem in problems] == [True]


def test_members_that_build_on_each_other_in_a_circle_are_refused():
    clan = rule_set("khvn448-2015-clan").model_dump(by_alias=True, exclude_none=True)
    clan["criteria"][1]["indicators"][0]["answer"]["rolled_up"] = {"kind": "village", "level": "recognised"}
    made = type(rule_set("tt22-2020")).model_validate(clan)
    others = [rule_set(name) for name in rule_set_ids() if name != made.id]
    problems = lint_references([made, *others], {name: standards(name) for name in standards_ids()})
    assert any("circle" in problem.sentence("en") for problem in problems)
