"""The commands that hold two ratings against each other: what-if and compare. Heavy imports are made late."""

import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from criteria.texts import Text, plain
from ratings.bilingual import Command, lang_option, language, option, say
from ratings.options import (
    FILE,
    format_option,
    keep,
    output_option,
    overlay_option,
    rule_set_option,
    terms_of,
    unused_overlays,
)
from ratings.running import end, rated_one, refuse_files, refuse_unused

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.console import RenderableType

    from ratings.batch import Rated, Refused, Terms
    from ratings.record import AnyRating
    from ratings.result_comparison import CompareResult, WhatIfResult


@click.command(
    "what-if",
    cls=Command,
    words=Text(
        """Xếp loại lại FILE như thể một số câu trả lời là ANSWER, và nêu những gì thay đổi. FILE không bị sửa.

        ANSWER ghi như 2.a=38/40, 1.b=có, 3.b=cao-hon, 9.1=12,5, 2.c=điểm:4,5, "1.c=không áp dụng: lý do". Thiếu minh
        chứng thì coi như đã có, và nói rõ điều đó. --write ghi thành tệp mới.

        \b
        Ví dụ:
          xhht what-if don-vi.json 2.a=40/40 1.b=có
          xhht what-if don-vi.json 2.a=40/40 --write don-vi-moi.json""",
        """Rate FILE again as if some answers were ANSWER, and show what changes. FILE is never changed.

        An ANSWER is written like 2.a=38/40, 1.b=yes, 3.b=cao-hon, 9.1=12.5, 2.c=points:4.5, "1.c=not applicable:
        reason". Documents that lack are supposed, and it says so. --write saves a new file.

        \b
        Examples:
          xhht what-if unit.json 2.a=40/40 1.b=yes
          xhht what-if unit.json 2.a=40/40 --write new-unit.json""",
    ),
)
@click.argument("file", metavar="FILE", type=FILE)
@click.argument("typed", metavar="ANSWER...", nargs=-1, required=True)
@option(
    "--write",
    "new",
    metavar="NEW",
    type=click.Path(path_type=Path, dir_okay=False),
    words=Text(
        "Ghi FILE với các câu trả lời này thành tệp NEW.",
        "Write FILE with these answers to the file NEW.",
    ),
)
@format_option
@overlay_option
@rule_set_option
@output_option
@lang_option
def what_if(
    file: Path,
    typed: tuple[str, ...],
    new: Path | None,
    form: str,
    overlay_files: tuple[Path, ...],
    rule_set: str | None,
    output: Path | None,
) -> None:
    """Print what would be."""
    from ratings.compare_report import what_if_page
    from ratings.output import STANDARD_INPUT, emit, refuse_overwriting
    from ratings.what_if import answers_typed, explained_what_if, written
    from ratings.what_if import what_if as supposing

    if new is not None and STANDARD_INPUT in (file, new):
        raise click.UsageError(say("--write cần tên tệp, không dùng -.", "--write needs names of files, not -."))
    refuse_overwriting(output, (file, *overlay_files))
    keep(new)
    if new is not None and output is not None and new.resolve() == output.resolve():
        raise click.UsageError(say("--write và --output trỏ cùng một tệp.", "--write and --output name the same file."))
    terms = terms_of(rule_set, overlay_files)
    batch, rated = rated_one(file, terms)
    refuse_overwriting(output, rated.members_paths)
    found = supposing(rated.rating, answers_typed(rated.rating, typed))
    if new is not None:
        emit(written(file, found, terms, new), new)
    shown = explained_what_if(found)
    levels = _levels(rated.rating)
    _print(shown, lambda width: what_if_page(shown, levels, language(), width), form, output)
    if new is not None:
        name = plain(str(new))
        click.echo(say(f"Đã ghi {name}.", f"{name} is written."), err=True)
    end(batch)


@click.command(
    cls=Command,
    words=Text(
        """So sánh hai kết quả theo cùng một bộ tiêu chí: tự đánh giá và kiểm tra, năm trước và năm nay, hai xã.

        Từng nội dung: điểm, câu trả lời, minh chứng thêm và không còn; vì sao hai bên khác mức. A và B là tệp minh
        chứng, hoặc tệp rà soát (xhht review) của tệp nằm cạnh nó.

        \b
        Ví dụ:
          xhht compare tu-danh-gia.json kiem-tra.json
          xhht compare don-vi.json don-vi.review""",
        """Compare two ratings by one rule set: self-assessment and inspection, last year and this, two communes.

        Per indicator: points, answers, documents added and gone; and why the levels differ. A and B are evidence files,
        or review files (xhht review) of the file beside them.

        \b
        Examples:
          xhht compare self-assessment.json inspection.json
          xhht compare unit.json unit.review""",
    ),
)
@click.argument("a", metavar="A", type=FILE)
@click.argument("b", metavar="B", type=FILE)
@option(
    "--all",
    "every",
    is_flag=True,
    words=Text("Nêu cả những nội dung như nhau.", "Show indicators that are alike, too."),
)
@format_option
@overlay_option
@rule_set_option
@output_option
@lang_option
def compare(
    a: Path,
    b: Path,
    every: bool,
    form: str,
    overlay_files: tuple[Path, ...],
    rule_set: str | None,
    output: Path | None,
) -> None:
    """Print a comparison."""
    from ratings.batch import Batch
    from ratings.compare_report import compare_page
    from ratings.comparing import compare as comparing
    from ratings.output import STANDARD_INPUT, refuse_overwriting

    if a == b == STANDARD_INPUT:
        raise click.UsageError(say("Chỉ một bên đọc từ - được.", "Only one side can be -."))
    refuse_overwriting(output, (a, b, *overlay_files, *_reviewed_files((a, b))))
    terms = terms_of(rule_set, overlay_files)
    one, other = _sides((a, b), terms)
    refuse_unused(unused_overlays([one.rating.rule_sets, other.rating.rule_sets], terms))
    refuse_overwriting(output, (*one.members_paths, *other.members_paths))
    shown = comparing(one.rating, other.rating, files=(one.file, other.file), every=every)
    levels = _levels(other.rating)
    _print(shown, lambda width: compare_page(shown, levels, language(), width), form, output)
    end(Batch((one, other)))


def _reviewed_files(files: tuple[Path, Path]) -> list[Path]:
    """Return the evidence of those that are review files; what is wrong with one is said when it is rated."""
    from ratings.evidence import EvidenceError
    from ratings.reading import STANDARD_INPUT
    from ratings.reviews import evidence_of

    found = []
    for each in files:
        with suppress(EvidenceError):
            if each != STANDARD_INPUT and (evidence := evidence_of(each)) is not None:
                found.append(evidence)
    return found


def _sides(files: tuple[Path, Path], terms: "Terms") -> "list[Rated]":
    """Return both, rated; exit, and say why, where one cannot be: with what is wrong with the other, too."""
    from ratings.batch import Rated

    outcomes = [_outcome(each, terms) for each in files]
    rated = [each for each in outcomes if isinstance(each, Rated)]
    if len(rated) < len(outcomes):
        refuse_files([each for each in outcomes if not isinstance(each, Rated)])
    return rated


def _outcome(file: Path, terms: "Terms") -> "Rated | Refused":
    from ratings.batch import Refused, rate_files, shown_name
    from ratings.evidence import EvidenceError
    from ratings.reviews import evidence_of, reviewed_by_file

    try:
        evidence = evidence_of(file)
        outcome = rate_files([evidence or file], terms).outcomes[0]
        if evidence is None or isinstance(outcome, Refused):
            return outcome
        return outcome._replace(file=shown_name(file), rating=reviewed_by_file(outcome.rating, file))
    except EvidenceError as error:
        return Refused(shown_name(file), error.problems)


def _levels(rating: "AnyRating") -> dict[str, Text]:
    return {each.id: each.name for each in rating.rule_set.levels}


def _print(
    shown: "CompareResult | WhatIfResult", page: "Callable[[int], RenderableType]", form: str, output: Path | None
) -> None:
    from ratings.json_report import dumped, to_json
    from ratings.output import emit, printed

    if form == "json":
        emit(dumped(to_json(shown, language())), output)
    else:
        emit(printed(page, None if output is not None else sys.stdout), output)
