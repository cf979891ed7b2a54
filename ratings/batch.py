"""Several files, one after the other: one bad file does not stop the others."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from criteria.answers import BlankAnswer
from criteria.problems import Problem, quote
from criteria.texts import Language, Text, plain
from ratings.checking import Finding, findings
from ratings.evidence import EvidenceError
from ratings.rating import Rating, checked_rule_set, level_called, rate
from ratings.reading import STANDARD_INPUT, read_evidence
from rules.engine import EngineError

MOST_PROBLEMS = 100
"""Mistakes of one file that are printed; whoever makes more has made one again and again."""


class Rated(NamedTuple):
    """A file and its rating."""

    file: str
    rating: Rating


class Refused(NamedTuple):
    """A file and what is wrong with it; or with xhht, where the fault is ours."""

    file: str
    problems: tuple[Problem, ...]
    is_fault: bool = False


class Batch(NamedTuple):
    """What became of several files, in their order."""

    outcomes: tuple[Rated | Refused, ...]

    @property
    def rated(self) -> tuple[Rated, ...]:
        """The files that were rated."""
        return tuple(each for each in self.outcomes if isinstance(each, Rated))

    @property
    def refused(self) -> tuple[Refused, ...]:
        """The files that were not."""
        return tuple(each for each in self.outcomes if isinstance(each, Refused))


def rate_files(files: Sequence[Path], rule_set: str | None = None) -> Batch:
    """Return what became of *files*; *rule_set* insists on a rule set for all of them.

    Raises:
        RuleSetError: There is no such rule set.
    """
    return Batch(tuple(_rated(file, rule_set) for file in files))


def _rated(file: Path, rule_set: str | None) -> Rated | Refused:
    try:
        return Rated(shown_name(file), rate(read_evidence(file), rule_set))
    except EvidenceError as error:
        return Refused(shown_name(file), error.problems)
    except EngineError as error:
        what = plain(str(error))
        wrong = Text(f"Lỗi của xhht, không phải của tệp: {what}.", f"A fault of xhht, not of the file: {what}.")
        return Refused(shown_name(file), (Problem("", None, wrong, Text("Hãy báo lại.", "Please report it.")),), True)


def shown_name(file: Path) -> str:
    """Return the name of *file* as it is safe to print."""
    return "stdin" if file == STANDARD_INPUT else plain(str(file))


def problem_lines(refused: Sequence[Refused], language: Language) -> list[str]:
    """Return a line for each problem: file, path, what is wrong, what would be right; after many, how many more."""
    lines = []
    for each in refused:
        lines += [f"{each.file}: {problem.sentence(language)}" for problem in each.problems[:MOST_PROBLEMS]]
        more = len(each.problems) - MOST_PROBLEMS
        if more > 0:
            rest = Text(f"còn {more} lỗi nữa.", f"{more} more mistakes.")
            lines.append(f"{each.file}: {rest.into(language)}")
    return lines


def unknown_level(batch: Batch, level: str) -> Problem | None:
    """Return the problem when a rule set of *batch* has no *level*."""
    for each in batch.rated:
        rule_set = each.rating.rule_set
        try:
            level_called(rule_set, level)
        except KeyError:
            listed = ", ".join(known.id for known in rule_set.levels)
            return Problem(
                "--require",
                level,
                Text(f"{rule_set.id} không có xếp loại {quote(level)}.", f"{rule_set.id} has no level {quote(level)}."),
                Text(f"Ghi một trong: {listed}.", f"Write one of: {listed}."),
            )
    return None


def exit_status(batch: Batch, required: str | None = None, *, strict: bool = False) -> int:
    """Return 3 after a fault of xhht, 2 when a file was refused, 1 when a rating falls short of what was asked, else 0.

    Args:
        batch: What became of the files.
        required: Every subject is to reach this level.
        strict: Nothing may be missing or rest on an assumption.
    """
    if batch.refused:
        return 3 if any(each.is_fault for each in batch.refused) else 2
    short = required is not None and not all(each.rating.reaches(required) for each in batch.rated)
    unsure = strict and not all(each.rating.is_certain for each in batch.rated)
    return 1 if short or unsure else 0


class Checked(NamedTuple):
    """A file that can be rated: by what, how much of it is answered, and what to look at twice."""

    file: str
    rule_set: str
    answered: int
    asked: int
    findings: tuple[Finding, ...]


class Checks(NamedTuple):
    """What became of checking several files."""

    checked: tuple[Checked, ...]
    refused: tuple[Refused, ...]


def check_files(files: Sequence[Path], rule_set: str | None = None) -> Checks:
    """Return what checking *files* found; arguments and errors as for ``rate_files``."""
    outcomes = [_checked(file, rule_set) for file in files]
    return Checks(
        tuple(each for each in outcomes if isinstance(each, Checked)),
        tuple(each for each in outcomes if isinstance(each, Refused)),
    )


def _checked(file: Path, rule_set: str | None) -> Checked | Refused:
    try:
        evidence = read_evidence(file)
        chosen = checked_rule_set(evidence, rule_set)[0]
    except EvidenceError as error:
        return Refused(shown_name(file), error.problems)
    answered = sum(not isinstance(answer, BlankAnswer) for answer in evidence.answers.values())
    return Checked(shown_name(file), chosen.id, answered, len(chosen.indicators), findings(evidence, chosen))
