"""What several commands share: options, completions, printing. Heavy imports are made late."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from criteria.texts import Text, plain
from ratings.bilingual import language, option, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from rich.console import RenderableType

    from ratings.batch import Terms

FILE = click.Path(path_type=Path, allow_dash=True)


def complete_rule_sets(_context: click.Context, _parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    """Return the rule sets whose id begins with what was *typed*."""
    from criteria.catalogue import rule_set_ids

    return [CompletionItem(name) for name in rule_set_ids() if name.startswith(typed)]


def complete_levels(_context: click.Context, _parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    """Return the levels whose id begins with what was *typed*."""
    from criteria.catalogue import all_rule_sets

    levels = {level.id: level.name for rule_set in all_rule_sets() for level in rule_set.levels}
    return [CompletionItem(name, help=text.into(language())) for name, text in levels.items() if name.startswith(typed)]


rule_set_option = option(
    "--rule-set",
    metavar="ID",
    shell_complete=complete_rule_sets,
    words=Text(
        "Dùng bộ tiêu chí này, kể cả ngoài những năm của nó (sẽ có lưu ý).",
        "Use this rule set, even outside its years (with a warning).",
    ),
)
overlay_option = option(
    "--overlay",
    "overlay_files",
    metavar="FILE",
    multiple=True,
    type=click.Path(path_type=Path, dir_okay=False),
    words=Text(
        "Áp dụng hướng dẫn của địa phương trong tệp YAML này (mẫu: xhht rules export ID); dùng được nhiều lần.",
        "Lay the local guidance in this YAML file over its rule set (to begin: xhht rules export ID); repeatable.",
    ),
)
previous_option = option(
    "--previous",
    metavar="FILE",
    type=FILE,
    words=Text(
        "Tệp minh chứng năm trước của cùng đối tượng, để phát hiện số liệu chép lại.",
        "Evidence of the same subject for the year before, to find copied figures.",
    ),
)
review_option = option(
    "--review",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    words=Text(
        "Xếp loại theo tệp rà soát này (xhht review): câu trả lời của người rà soát được tính.",
        "Rate as this review file would have it (xhht review): the answers of the reviewer count.",
    ),
)
format_option = option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    words=Text("Dạng kết quả: text (mặc định) hoặc json.", "Format of the result: text (default) or json."),
)
output_option = option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    words=Text("Ghi vào tệp này thay vì ra màn hình.", "Write to this file instead of the screen."),
)


def terms_of(rule_set: str | None, overlay_files: "Sequence[Path]", previous: Path | None = None) -> "Terms":
    """Return the terms that the options set.

    Raises:
        ProblemsError: An overlay or the evidence of the year before cannot be used; its ``file`` says which.
    """
    from ratings.batch import Terms
    from ratings.progress import progress_on_terminal

    overlays = {}
    if overlay_files:
        from criteria.overlays import load_overlay
        from criteria.problems import Problem, RuleSetError

        for file in overlay_files:
            overlaid = load_overlay(file)
            if overlaid.overlay.rule_set in overlays:
                wrong = Text("Hai hướng dẫn cho cùng một bộ tiêu chí.", "Two guidances for one rule set.")
                right = Text("Chỉ dùng một.", "Use one of them.")
                raise RuleSetError([Problem("/rule_set", overlaid.overlay.rule_set, wrong, right)], str(file))
            overlays[overlaid.overlay.rule_set] = overlaid
    before = None
    if previous is not None:
        from ratings.reading import read_evidence

        before = read_evidence(previous)
    return Terms(rule_set, overlays, before, progress_on_terminal())


def unused_overlays(used: "Iterable[frozenset[str]]", terms: "Terms") -> list[str]:
    """Return the rule sets over which an overlay of *terms* lies, but which are none of those *used*."""
    return sorted(set(terms.overlays).difference(*used))


def print_report(build: "Callable[[int], RenderableType]") -> None:
    """Print what *build* makes for the width of the terminal."""
    from ratings.output import emit, printed

    emit(printed(build, sys.stdout), None)


def keep(output: Path | None) -> None:
    """Refuse to write over a file that is there: what its user has filled in would be lost."""
    if output is not None and output.exists():
        name = plain(str(output))
        raise click.UsageError(
            say(f"{name} đã có, không ghi đè. Chọn tên khác.", f"{name} exists and is kept. Choose another name.")
        )


def refuse_other_ending(form: str, output: Path | None) -> None:
    """Refuse to write the format *form* under the name of another one."""
    forms = {".xlsx": "xlsx", ".json": "json", ".docx": "docx", ".html": "html", ".csv": "csv"}
    named = forms.get(output.suffix.casefold()) if output is not None else None
    if named is not None and named != form:
        raise click.UsageError(
            say(
                f"-o: đuôi .{named} không phải của dạng {form}; dùng .{form}.",
                f"-o: .{named} is not the ending of {form}; use .{form}.",
            )
        )
