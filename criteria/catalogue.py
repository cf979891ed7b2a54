"""The catalogue: every rule set and standard that ships with xhht, by id, and what fits a subject and a year."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from criteria.loading import load, load_heading, load_rule_set
from criteria.problems import Problem, RuleSetError, nearest, quote
from criteria.shared import Heading
from criteria.standards_model import Standards
from criteria.targets_model import AnyRuleSet
from criteria.texts import Text, joined

FOLDER = Path(__file__).parent / "rule_sets"
STANDARDS_FOLDER = Path(__file__).parent / "standards"


@cache
def rule_set_ids() -> tuple[str, ...]:
    """Return the ids of all rule sets, sorted. A rule set is a file; its name is its id."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.yaml")))


@cache
def rule_set(name: str) -> AnyRuleSet:
    """Return the rule set with the id *name*.

    Raises:
        RuleSetError: There is none, or its file is broken.
    """
    if name not in rule_set_ids():
        wrong = Text(f"Không có bộ tiêu chí {quote(name)}.", f"There is no rule set {quote(name)}.")
        raise RuleSetError([Problem("/rule_set", quote(name), wrong, nearest(name, rule_set_ids(), cutoff=0.85))])
    found = load_rule_set(FOLDER / f"{name}.yaml")
    _refuse_other_id(name, found.id)
    return found


@cache
def standards_ids() -> tuple[str, ...]:
    """Return the ids of all texts with standards, sorted. Such a text is a file; its name is its id."""
    return tuple(sorted(path.stem for path in STANDARDS_FOLDER.glob("*.yaml")))


@cache
def standards(name: str) -> Standards:
    """Return the standards with the id *name*, as a rule set names them.

    Raises:
        RuleSetError: There are none, or their file is broken.
    """
    if name not in standards_ids():
        wrong = Text(f"Không có bộ tiêu chuẩn {quote(name)}.", f"There are no standards {quote(name)}.")
        raise RuleSetError([Problem("/standards", quote(name), wrong, nearest(name, standards_ids()))])
    found = load(STANDARDS_FOLDER / f"{name}.yaml", Standards)
    _refuse_other_id(name, found.id)
    return found


def _refuse_other_id(name: str, found: str) -> None:
    """The name of a file is the id in it."""
    if found != name:
        wrong = Text(f'Tệp {name}.yaml có mã "{found}".', f'The file {name}.yaml has the id "{found}".')
        raise RuleSetError([Problem("/id", quote(found), wrong, Text("", ""))])


@cache
def headings() -> tuple[Heading, ...]:
    """Return the headings of all rule sets, by id: reading a whole rule set takes ten times as long."""
    return tuple(load_heading(FOLDER / f"{name}.yaml") for name in rule_set_ids())


def all_rule_sets() -> tuple[AnyRuleSet, ...]:
    """Return every rule set of the catalogue, by id."""
    return tuple(rule_set(name) for name in rule_set_ids())


@cache
def select_rule_set(kind: str, tier: str | None, year: int) -> AnyRuleSet:
    """Return the rule set that rates a subject of *kind* and *tier* in the *year* of assessment.

    Raises:
        RuleSetError: None fits, or more than one does; the problem says which years and tiers there are.
    """
    left = headings()
    for key, read, fits in (
        ("kind", kind, lambda candidate: candidate.subject.kind == kind),
        ("tier", tier, lambda candidate: not candidate.subject.tiers or tier in candidate.subject.tiers),
        ("year", year, lambda candidate: year in candidate.years),
    ):
        fitting = tuple(filter(fits, left))
        if not fitting:
            raise RuleSetError([_no_fit(key, read, left)])
        left = fitting
    return rule_set(left[0].id)  # lint proves that there is no second


def _no_fit(key: str, read: object, candidates: Sequence[Heading]) -> Problem:
    path = "/year" if key == "year" else f"/subject/{key}"
    listed = joined((_scope(each, key) for each in candidates), ", ")
    return Problem(
        path,
        None if read is None else quote(read),
        Text(
            f"Không có bộ tiêu chí nào cho {quote(read)}." if read is not None else "Thiếu khóa này.",
            f"No rule set is for {quote(read)}." if read is not None else "This key is missing.",
        ),
        Text(f"Hiện có: {listed.vi}.", f"There are: {listed.en}."),
    )


def _scope(heading: Heading, key: str) -> Text:
    """The id of a rule set, and what it is for."""
    kind, tiers, years = heading.scope
    scope = {"kind": Text(kind, kind), "tier": Text(tiers, tiers), "year": years}[key]
    return Text(f"{heading.id} ({scope.vi})", f"{heading.id} ({scope.en})")
