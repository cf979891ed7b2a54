"""The catalogue: every rule set that ships with xhht, by id, and the one that fits a subject and a year."""

from functools import cache
from pathlib import Path

from criteria.loading import load_rule_set
from criteria.model import RuleSet
from criteria.problems import Problem, RuleSetError, nearest, quote
from criteria.texts import Text

FOLDER = Path(__file__).parent / "rule_sets"


@cache
def rule_set_ids() -> tuple[str, ...]:
    """Return the ids of all rule sets, sorted. A rule set is a file; its name is its id."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.yaml")))


@cache
def rule_set(name: str) -> RuleSet:
    """Return the rule set with the id *name*.

    Raises:
        RuleSetError: There is none, or its file is broken.
    """
    if name not in rule_set_ids():
        wrong = Text(f"Không có bộ tiêu chí {quote(name)}.", f"There is no rule set {quote(name)}.")
        raise RuleSetError([Problem("/rule_set", quote(name), wrong, nearest(name, rule_set_ids()))])
    return load_rule_set(FOLDER / f"{name}.yaml")


def all_rule_sets() -> tuple[RuleSet, ...]:
    """Return every rule set of the catalogue, by id."""
    return tuple(rule_set(name) for name in rule_set_ids())


def select_rule_set(kind: str, tier: str | None, year: int) -> RuleSet:
    """Return the rule set that rates a subject of *kind* and *tier* in the *year* of assessment.

    Raises:
        RuleSetError: None fits, or more than one does; the problem says which years and tiers there are.
    """
    of_kind = [candidate for candidate in all_rule_sets() if candidate.subject.kind == kind]
    fitting = [
        candidate
        for candidate in of_kind
        if year in candidate.years and (not candidate.subject.tiers or tier in candidate.subject.tiers)
    ]
    if len(fitting) == 1:
        return fitting[0]
    raise RuleSetError([_no_fit(kind, tier, year, fitting or of_kind)])


def _no_fit(kind: str, tier: str | None, year: int, candidates: list[RuleSet]) -> Problem:
    asked = f"{kind}, {tier or '-'}, {year}"
    listed = [
        f"{candidate.id} ({candidate.subject.kind}: {'/'.join(candidate.subject.tiers) or '-'}; "
        f"{candidate.years.text.vi})"
        for candidate in candidates or all_rule_sets()
    ]
    return Problem(
        "/rule_set",
        None,
        Text(
            f"Không xác định được bộ tiêu chí duy nhất cho đối tượng, cấp, năm này ({asked}).",
            f"No single rule set fits this kind, tier and year ({asked}).",
        ),
        Text(
            f'Sửa "kind", "tier" hoặc "year", hoặc ghi "rule_set". Hiện có: {", ".join(listed)}.',
            f'Mend "kind", "tier" or "year", or give "rule_set". There are: {", ".join(listed)}.',
        ),
    )
