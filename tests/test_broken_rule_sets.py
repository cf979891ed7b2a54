"""Rule sets with one mistake: each file in ``tests/broken`` is refused at the place and in the words expected of it."""

from pathlib import Path

import pytest
import yaml

from criteria.catalogue import all_rule_sets
from criteria.lint import lint, lint_catalogue
from criteria.loading import load_rule_set
from criteria.problems import Problem, RuleSetError

FOLDER = Path(__file__).parent / "broken"
SOUND = FOLDER / "sound.yaml"
EXPECTED = yaml.safe_load((FOLDER / "expected.yaml").read_text(encoding="utf-8"))


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
    """One mistake, one problem: its path, and words that say what is wrong or what would be right."""
    expected = EXPECTED[name]
    problems = problems_in(FOLDER / f"{name}.yaml", expected["found_by"])
    assert [problem.path for problem in problems] == [expected["path"]]
    assert expected["words"] in problems[0].sentence("en")


@pytest.mark.parametrize("name", EXPECTED)
def test_mistake_is_told_in_vietnamese_too(name):
    for problem in problems_in(FOLDER / f"{name}.yaml", EXPECTED[name]["found_by"]):
        told = problem.sentence("vi")
        assert told.removeprefix(f"{problem.path}: ")
        assert told != problem.sentence("en")


def test_every_broken_file_is_expected():
    files = {path.stem for path in FOLDER.glob("*.yaml")} - {"sound", "expected"}
    assert files == EXPECTED.keys()


def test_without_its_mistake_the_file_is_sound():
    assert lint(load_rule_set(SOUND)) == ()


def test_file_that_is_not_there_is_named():
    with pytest.raises(RuleSetError, match="Cannot read the file") as refused:
        load_rule_set(FOLDER / "not-there.yaml")
    assert refused.value.file == str(FOLDER / "not-there.yaml")


def test_every_mistake_in_one_file_is_told(tmp_path):
    """Not only the first: mending a file is then one round."""
    words = SOUND.read_text(encoding="utf-8")
    broken = tmp_path / "broken.yaml"
    broken.write_text(words.replace("from: 2020, to: 2022", "from: 20").replace("full_at_percent: 80", "full_at: 80"))
    with pytest.raises(RuleSetError) as refused:
        load_rule_set(broken)
    scale = "/criteria/1/indicators/1/scale"
    paths = {problem.path for problem in refused.value.problems}
    assert paths == {"/years/from", f"{scale}/full_at_percent", f"{scale}/full_at"}


@pytest.mark.parametrize("rule_set", [pytest.param(each, id=each.id) for each in all_rule_sets()])
def test_lint_has_nothing_to_say_of_the_catalogue(rule_set):
    assert lint(rule_set) == ()


def test_rule_sets_of_the_catalogue_do_not_overlap():
    assert lint_catalogue(all_rule_sets()) == ()


@pytest.mark.parametrize(
    ("years", "tiers"),
    [
        pytest.param("{from: 2023, provenance: assumed}", "[district, province]", id="the years after"),
        pytest.param("{from: 2019, to: 2019, provenance: assumed}", "[district, province]", id="the years before"),
        pytest.param("{from: 2020, to: 2022, provenance: assumed}", "[commune]", id="the same years, another tier"),
    ],
)
def test_rule_sets_side_by_side_do_not_overlap(tmp_path, years, tiers):
    """2020 to 2022 are those of sound.yaml, for units of district and province."""
    words = SOUND.read_text(encoding="utf-8")
    other = tmp_path / "other.yaml"
    other.write_text(
        words.replace("id: sound", "id: other")
        .replace("{from: 2020, to: 2022, provenance: assumed}", years)
        .replace("[district, province]", tiers),
        encoding="utf-8",
    )
    assert lint_catalogue([load_rule_set(SOUND), load_rule_set(other)]) == ()
