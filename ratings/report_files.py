"""Which files a report comes to: one for each format, and where several Word papers are asked for, one for each."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from criteria.papers_model import Paper, PaperKind
from criteria.problems import nearest, quote
from criteria.texts import Text, plain

ENDINGS = {"html": ".html", "docx": ".docx", "xlsx": ".xlsx", "csv": ".csv", "junit": ".xml"}
"""What the name of a file ends in, by its format."""
OF_TEXT = ("html", "csv", "junit")
"""Formats that standard output can show."""


class Wanted(NamedTuple):
    """A file to be made: its format, which Word paper it is, and where it goes; None is standard output."""

    form: str
    paper: PaperKind | None
    path: Path | None


class UnclearError(Exception):
    """What was asked for does not say which files to make; with a sentence for its user."""

    def __init__(self, said: Text) -> None:
        """Say what is wrong."""
        self.said = said
        super().__init__(said.en)


def formats_named(typed: Iterable[str], output: Path | None) -> tuple[str, ...]:
    """Return the formats that were *typed*, each once, or else the one that the ending of *output* says.

    Args:
        typed: Names of formats, several of them between commas or one by one.
        output: Where the report goes.

    Raises:
        UnclearError: One is no format, or neither says one.

    >>> formats_named(["html, CSV", "html"], None), formats_named([], Path("kq.xml"))
    (('html', 'csv'), ('junit',))
    """
    names = [name.strip().casefold() for each in typed for name in each.split(",")]
    for name in names:
        if name not in ENDINGS:
            guess = nearest(name, list(ENDINGS))
            raise UnclearError(
                Text(
                    f"--format: không có dạng {quote(name)}. {guess.vi}",
                    f"--format: no format {quote(name)}. {guess.en}",
                )
            )
    ending = output.suffix.casefold() if output is not None else ""
    found = names or [name for name, each in ENDINGS.items() if each == ending]
    if not found:
        listed = ", ".join(ENDINGS)
        raise UnclearError(
            Text(
                f"Ghi --format ({listed}), hoặc -o với đuôi tệp như .html, .xlsx.",
                f"Give --format ({listed}), or -o with an ending such as .html, .xlsx.",
            )
        )
    return tuple(dict.fromkeys(found))


def files_wanted(formats: Sequence[str], papers: Sequence[PaperKind], output: Path | None) -> tuple[Wanted, ...]:
    """Return the files to be made.

    One is *output* itself. Of several, each has the name of *output* (less an ending that is one of ours) with its own
    ending, and where there are several papers, with the name of the paper as well: ``kq-minutes.docx``.

    Args:
        formats: One at least, each once.
        papers: Which Word papers, where that is one of the formats.
        output: Where the report goes; None and ``-`` are standard output.

    Raises:
        UnclearError: There are several and no name for them, or links make two of them one; the one is no text and has
            no name, or the name has the ending of another format.
    """
    made: list[tuple[str, PaperKind | None]] = [
        (form, paper) for form in formats for paper in (papers if form == "docx" else (None,))
    ]
    if len(made) == 1:
        return (_one(*made[0], output),)
    if output is None or str(output) == "-":
        raise UnclearError(
            Text(
                "Nhiều tệp thì cần -o TÊN; mỗi tệp có thêm đuôi của dạng đó.",
                "Several files need -o NAME, to which each ending is added.",
            )
        )
    name = output.with_suffix("") if output.suffix.casefold() in ENDINGS.values() else output
    wanted = tuple(
        Wanted(form, paper, name.with_name(f"{name.name}{_part(paper, papers)}{ENDINGS[form]}")) for form, paper in made
    )
    _refuse_one_file([each.path for each in wanted if each.path is not None])
    return wanted


def with_first_paper(wanted: Sequence[Wanted], papers: Sequence[Paper]) -> tuple[Wanted, ...]:
    """Return *wanted* with the first of the *papers* of a rule set as the Word paper, where it has any."""
    return tuple(each._replace(paper=papers[0].id) if each.form == "docx" and papers else each for each in wanted)


def _refuse_one_file(paths: Sequence[Path]) -> None:
    """Refuse *paths* that lead to one file, as links do: the second would be written over the first."""
    seen: dict[Path, Path] = {}
    for path in paths:
        with suppress(OSError, RuntimeError):  # a loop of links: writing says so
            one = seen.setdefault(path.resolve(), path)
            if one != path:
                vi, en = plain(f"{one} và {path} là một tệp."), plain(f"{one} and {path} are one file.")
                raise UnclearError(Text(vi, en))


def _part(paper: PaperKind | None, papers: Sequence[PaperKind]) -> str:
    return f"-{paper}" if paper is not None and len(papers) > 1 else ""


def _one(form: str, paper: PaperKind | None, output: Path | None) -> Wanted:
    if output is None and form not in OF_TEXT:
        raise UnclearError(Text(f"Dạng {form} cần -o TỆP.", f"The format {form} needs -o FILE."))
    ending = output.suffix.casefold() if output is not None else ""
    if ending in ENDINGS.values() and ending != ENDINGS[form]:
        raise UnclearError(
            Text(
                f"-o: đuôi {ending} không phải của dạng {form}; dùng {ENDINGS[form]}.",
                f"-o: {ending} is not the ending of {form}; use {ENDINGS[form]}.",
            )
        )
    return Wanted(form, paper, output)
