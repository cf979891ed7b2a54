"""The command that opens the review in the terminal. Heavy imports are made late."""

import os
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from criteria.texts import Text, plain
from ratings.bilingual import Command, lang_option, language, option, say
from ratings.options import FILE, overlay_option, previous_option, rule_set_option, terms_of, unused_overlays
from ratings.running import end, refuse_unused


@click.command(
    cls=Command,
    words=Text(
        """Rà soát kết quả xếp loại các tệp FILE trên toàn màn hình: xem từng nội dung, nhận xét, thử câu trả lời khác.

        Nhận xét được ghi ngay vào tệp .review cạnh tệp minh chứng; tệp minh chứng không bị sửa. Phím ? để xem
        trợ giúp, q để thoát. Xếp loại theo nhận xét: xhht rate FILE --review TỆP.

        \b
        Ví dụ:
          xhht review xa.json
          xhht review xa-*.json --reviewer "Đoàn kiểm tra huyện"
        """,
        """Review the ratings of each FILE on the whole screen: read every indicator, remark, try other answers.

        Remarks are saved at once in the .review beside the evidence, which is never changed. Press ? for help,
        q to quit. To rate by the remarks: xhht rate FILE --review FILE.

        \b
        Examples:
          xhht review commune.json
          xhht review commune-*.json --reviewer "Inspection team"
        """,
    ),
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=FILE)
@option(
    "--reviewer",
    metavar="NAME",
    words=Text("Tên người rà soát, ghi vào tệp rà soát.", "Name of the reviewer, for the review file."),
)
@overlay_option
@previous_option
@rule_set_option
@lang_option
def review(
    files: tuple[Path, ...],
    reviewer: str | None,
    overlay_files: tuple[Path, ...],
    previous: Path | None,
    rule_set: str | None,
) -> None:
    """Open the review."""
    from ratings.batch import Batch, rate_files
    from ratings.review.session import Case, open_cases

    _refuse_unfit(files, previous)
    name = _named(reviewer)
    terms = terms_of(rule_set, overlay_files, previous)
    batch = rate_files(files, terms)
    if batch.rated:
        refuse_unused(unused_overlays((each.rating.rule_sets for each in batch.rated), terms))
    entries = open_cases(files, batch, name, terms.previous)
    if any(isinstance(each, Case) for each in entries):
        from ratings.review.app import review as run

        run(entries, language())
    _tell_unsaved([each.problem for each in entries if isinstance(each, Case) and each.problem is not None])
    end(Batch(tuple(each.rated if isinstance(each, Case) else each for each in entries)))


def _tell_unsaved(problems: list[Text]) -> None:
    """Exit, and say why, where remarks could not be saved: on the screen that said so nothing is left to read."""
    from ratings.streams import complain

    for problem in problems:
        complain(problem.into(language()))
    if problems:
        raise SystemExit(2)


def _named(reviewer: str | None) -> str | None:
    """Return the name of the reviewer as a review file may have it."""
    from criteria.answers import LONGEST_WORDS
    from criteria.texts import says_something

    name = plain(reviewer).strip() if reviewer is not None else None
    if name is not None and (not says_something(name) or len(name) > LONGEST_WORDS):
        raise click.UsageError(say("--reviewer cần một cái tên.", "--reviewer needs a name."))
    return name


def _refuse_unfit(files: tuple[Path, ...], previous: Path | None) -> None:
    """Refuse what cannot be reviewed on a screen: without a terminal, from standard input, twice at once."""
    from ratings.reviews import review_path

    if previous is not None and len(files) > 1:
        raise click.UsageError(say("--previous đi với một FILE.", "--previous goes with one FILE."))
    if Path("-") in files or previous == Path("-"):
        raise click.UsageError(
            say("review cần tệp, không đọc đầu vào chuẩn.", "review needs files, it does not read standard input.")
        )
    seen: dict[Path, Path] = {}
    for file in files:
        beside = review_path(file).resolve()
        if beside in seen:
            one, other = plain(str(seen[beside])), plain(str(file))
            raise click.UsageError(
                say(f"{one} và {other} có chung một tệp rà soát.", f"{one} and {other} have one review file.")
            )
        seen[beside] = file
    if not all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):  # the screen is drawn on stderr
        raise click.UsageError(
            say(
                "review cần màn hình và bàn phím của một cửa sổ lệnh; để lấy kết quả ra tệp: xhht rate FILE -o TỆP.",
                "review needs a terminal with a screen and a keyboard; for results in a file: xhht rate FILE -o FILE.",
            )
        )
    _refuse_unwritable(seen)


def _refuse_unwritable(reviews: Iterable[Path]) -> None:
    """Refuse, before anybody has thought of a remark, where *reviews* cannot be written."""
    for folder in dict.fromkeys(review.parent for review in reviews):
        if folder.is_dir() and not os.access(folder, os.W_OK):
            name = plain(str(folder))
            raise click.UsageError(
                say(
                    f"Không ghi được nhận xét vào thư mục {name}: sao tệp minh chứng sang thư mục khác.",
                    f"Remarks cannot be written to the folder {name}: copy the evidence to another one.",
                )
            )
