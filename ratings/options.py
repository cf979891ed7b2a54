"""What several commands share: options, completions, printing. Heavy imports are made late."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from criteria.texts import Text
from ratings.bilingual import language, option

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.console import RenderableType

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
output_option = option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    words=Text("Ghi vào tệp này thay vì ra màn hình.", "Write to this file instead of the screen."),
)


def print_report(build: "Callable[[int], RenderableType]") -> None:
    """Print what *build* makes for the width of the terminal."""
    from ratings.output import emit, printed

    emit(printed(build, sys.stdout), None)
