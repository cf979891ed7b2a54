"""What commands that rate files share: rating one, saying what is wrong, ending. Heavy imports are made late."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from ratings.bilingual import language, say
from ratings.options import unused_overlays

if TYPE_CHECKING:
    from ratings.batch import Batch, Rated, Refused, Terms


def rated_one(file: Path, terms: "Terms") -> tuple["Batch", "Rated"]:
    """Return what became of *file*; exit, and say why, where it cannot be rated or an overlay is of no use."""
    from ratings.batch import rate_files

    batch = rate_files([file], terms)
    if batch.refused:
        refuse_files(batch.refused)
    (rated,) = batch.rated
    refuse_unused(unused_overlays([rated.rating.rule_sets], terms))
    return batch, rated


def end(batch: "Batch") -> None:
    """Exit, and say why, where something in *batch* could not be rated."""
    from ratings.batch import exit_status

    if exit_status(batch):
        complain_of(batch.outcomes)
        raise SystemExit(exit_status(batch))


def refuse_unused(rule_sets: Sequence[str]) -> None:
    """Refuse an overlay of *rule_sets* by which nobody was rated."""
    if rule_sets:
        listed = ", ".join(rule_sets)
        raise click.UsageError(
            say(
                f"--overlay dành cho {listed}, nhưng không đối tượng nào được xếp loại theo bộ đó.",
                f"--overlay is for {listed}, by which nobody was rated.",
            )
        )


def complain_of(outcomes: "Sequence[Rated | Refused]") -> None:
    """Say what is wrong with files and members, a line for each problem."""
    from ratings.batch import problem_lines
    from ratings.streams import complain

    for line in problem_lines(outcomes, language()):
        complain(line)


def refuse_files(refused: Sequence["Refused"]) -> NoReturn:
    """Say what is wrong with the files that were *refused*, and exit."""
    complain_of(refused)
    raise SystemExit(3 if any(each.is_fault for each in refused) else 2)


def reviewed(batch: "Batch", review: Path, terms: "Terms") -> "Batch":
    """Return *batch* as the file *review* would have it."""
    from ratings.batch import Batch, Rated
    from ratings.reviews import reviewed_by_file

    return Batch(
        tuple(
            each._replace(rating=reviewed_by_file(each.rating, review, previous=terms.previous))
            if isinstance(each, Rated)
            else each
            for each in batch.outcomes
        )
    )


def refuse_previous_of_several(previous: Path | None, files: Sequence[Path]) -> None:
    """Refuse evidence of the year before of several files, or both from standard input."""
    if previous is not None and len(files) > 1:
        raise click.UsageError(say("--previous đi với một FILE.", "--previous goes with one FILE."))
    if previous is not None and str(previous) == str(files[0]) == "-":
        vi, en = "FILE và --previous không cùng là đầu vào chuẩn.", "FILE and --previous cannot both be standard input."
        raise click.UsageError(say(vi, en))
