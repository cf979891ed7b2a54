"""Several files, one after the other: one bad file does not stop the others."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from criteria.answers import BlankAnswer
from criteria.overlay_model import Overlaid
from criteria.problems import Problem, quote
from criteria.texts import Language, Text, plain
from ratings.evidence import Evidence, EvidenceError
from ratings.finding import Finding
from ratings.members_reading import Progress, members_paths
from ratings.office_libraries import HOW, NEEDED, is_missing_library
from ratings.rating import rate
from ratings.reading import STANDARD_INPUT, Places, cell_at, located, located_at, read_source
from ratings.record import AnyRating, level_called
from rules.engine import EngineError

MOST_PROBLEMS = 100
"""Mistakes of one file that are printed; whoever makes more has made one again and again."""


class Rated(NamedTuple):
    """A file and its rating."""

    file: str
    rating: AnyRating
    members_paths: tuple[Path, ...] = ()
    places: Mapping[str, str] = {}

    @property
    def member_problems(self) -> Iterator[Problem]:
        """What is wrong with members that could not be rated; the path says where each stands."""
        for member in self.rating.members.refused if self.rating.members is not None else ():
            for problem in member.problems:
                path = member.where + problem.path
                if (cell := cell_at(self.places, path)) != path:
                    yield located_at(problem, cell)
                else:
                    yield problem._replace(path=": ".join(filter(None, (member.where, problem.path))))

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What to look at twice, and where: in a workbook, in which cell."""
        return tuple(each._replace(path=cell_at(self.places, each.path)) for each in self.rating.findings)


class Refused(NamedTuple):
    """A file and what is wrong with it; or with xhht, where the fault is ours.

    ``members_paths`` are the members files that it names, as far as it could be read.
    """

    file: str
    problems: tuple[Problem, ...]
    is_fault: bool = False
    more: int = 0
    members_paths: tuple[Path, ...] = ()


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

    @property
    def members_paths(self) -> tuple[Path, ...]:
        """The members files of all that could be read, of those that were refused as well: they are evidence, too."""
        return tuple(path for each in self.outcomes for path in each.members_paths)


class Terms(NamedTuple):
    """On what terms files are rated: all of them alike.

    Attributes:
        rule_set: Insist on this rule set.
        overlays: Guidance of localities, by the id of the rule set over which it lies.
        previous: Evidence of the year before.
        progress: Is told how far reading members has come.
    """

    rule_set: str | None = None
    overlays: Mapping[str, Overlaid] = {}
    previous: Evidence | None = None
    progress: Progress | None = None


PLAIN_TERMS = Terms()


def rate_files(files: Sequence[Path], terms: Terms = PLAIN_TERMS) -> Batch:
    """Return what became of *files*, all on the same *terms*.

    Raises:
        RuleSetError: There is no such rule set as the terms insist on.
    """
    return Batch(tuple(_rated(file, terms) for file in files))


def _rated(file: Path, terms: Terms) -> Rated | Refused:
    places: Places = {}
    members: tuple[Path, ...] = ()
    try:
        evidence, places = read_source(file)
        members = members_paths(evidence, folder_of(file))
        rating = rate(
            evidence,
            terms.rule_set,
            overlays=terms.overlays,
            folder=folder_of(file),
            previous=terms.previous,
            progress=terms.progress,
        )
        return Rated(shown_name(file), rating, members, places)
    except EvidenceError as error:
        return Refused(shown_name(file), located(error.problems, places), members_paths=members)
    except ModuleNotFoundError as error:
        if not is_missing_library(error):
            raise
        return Refused(shown_name(file), (Problem("", None, NEEDED, HOW),))
    except EngineError as error:
        what = plain(str(error))
        wrong = Text(f"Lỗi của xhht, không phải của tệp: {what}.", f"A fault of xhht, not of the file: {what}.")
        return Refused(shown_name(file), (Problem("", None, wrong, Text("Hãy báo lại.", "Please report it.")),), True)


def folder_of(file: Path) -> Path | None:
    """Return where the files lie that *file* names; None for standard input."""
    return None if file == STANDARD_INPUT else file.parent


def shown_name(file: Path) -> str:
    """Return the name of *file* as it is safe to print."""
    return "stdin" if file == STANDARD_INPUT else plain(str(file))


def problem_lines(outcomes: Iterable[Rated | Refused], language: Language) -> list[str]:
    """Return a line for each problem: file, path, what is wrong, what would be right; after many, how many more."""
    lines = []
    for each in outcomes:
        problems, unkept = _problems_of(each)
        lines += [f"{each.file}: {problem.sentence(language)}" for problem in problems[:MOST_PROBLEMS]]
        more = max(0, len(problems) - MOST_PROBLEMS) + unkept
        if more:
            rest = Text(f"còn {more} lỗi nữa.", f"{more} more mistakes.")
            lines.append(f"{each.file}: {rest.into(language)}")
    return lines


def _problems_of(each: Rated | Refused) -> tuple[tuple[Problem, ...], int]:
    """Return the problems that were kept, and how many more members there are with some."""
    if isinstance(each, Refused):
        return each.problems, each.more
    members = each.rating.members
    return tuple(each.member_problems), members.more_refused if members is not None else 0


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
    """Return 3 after a fault of xhht, 2 when a file or a member was refused, 1 when a rating falls short, else 0.

    Args:
        batch: What became of the files.
        required: Every subject is to reach this level.
        strict: Nothing may be missing or rest on an assumption.
    """
    if batch.refused:
        return 3 if any(each.is_fault for each in batch.refused) else 2
    if any(each.rating.members is not None and each.rating.members.refused for each in batch.rated):
        return 2
    short = required is not None and not all(each.rating.reaches(required) for each in batch.rated)
    unsure = strict and not all(each.rating.is_certain for each in batch.rated)
    return 1 if short or unsure else 0


class Checked(NamedTuple):
    """A file that can be rated: by what, how much of it is answered, how many members, and what to look at twice.

    ``rule_sets`` are the ids of all by which the subject and its members are rated.
    """

    file: str
    rule_set: str
    rule_sets: frozenset[str]
    answered: int
    asked: int
    members: int | None
    members_refused: int
    findings: tuple[Finding, ...]


class Checks(NamedTuple):
    """What became of checking several files."""

    checked: tuple[Checked, ...]
    refused: tuple[Refused, ...]


def check_files(files: Sequence[Path], terms: Terms = PLAIN_TERMS) -> Checks:
    """Return what checking *files* found; arguments and errors as for ``rate_files``."""
    checked, refused = [], []
    for file in files:
        outcome = _rated(file, terms)
        if isinstance(outcome, Refused):
            refused.append(outcome)
            continue
        checked.append(_checked(outcome))
        problems, more = _problems_of(outcome)
        if problems:
            refused.append(Refused(outcome.file, problems, more=more))
    return Checks(tuple(checked), tuple(refused))


def _checked(rated: Rated) -> Checked:
    rating = rated.rating
    missing = sum(rating.answer_to(name) is None or _is_blank(rating, name) for name in rating.asked)
    asked = len(rating.asked)
    members = rating.members
    return Checked(
        rated.file,
        rating.rule_set.id,
        rating.rule_sets,
        asked - missing,
        asked,
        len(members.results) if members is not None else None,
        len(members.refused) + members.more_refused if members is not None else 0,
        rated.findings,
    )


def _is_blank(rating: AnyRating, name: str) -> bool:
    return isinstance(rating.answer_to(name), BlankAnswer)
