"""The command that finds the least set of changes to a level. Heavy imports are made late."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from criteria.texts import Text
from ratings.bilingual import Command, lang_option, language, option, say
from ratings.options import (
    FILE,
    complete_levels,
    format_option,
    output_option,
    overlay_option,
    rule_set_option,
    terms_of,
)
from ratings.running import end, rated_one

if TYPE_CHECKING:
    from criteria.shared import BaseLevel
    from ratings.record import AnyRating


@click.command(
    cls=Command,
    words=Text(
        """Tìm những thay đổi ít nhất để đối tượng trong FILE đạt mức kế tiếp, hoặc mức của --to.

        Mỗi bước là việc cụ thể: thêm mấy người, thiếu minh chứng nào, danh hiệu nào. Kết quả chính xác (không phải ước
        lượng) và đã được xếp loại lại. Không đạt được thì nêu vì sao.

        \b
        Ví dụ:
          xhht steps don-vi.json
          xhht steps don-vi.json --to good --most 3     ba cách, rẻ nhất trước
          xhht steps don-vi.json --costs chi-phi.yaml   theo chi phí của địa phương""",
        """Find the least changes that bring the subject in FILE to the next level, or to that of --to.

        Each step is concrete: so many people more, which paper lacks, which title. It is exact, no estimate, and has
        been rated again. Where a level cannot be reached, it says why.

        \b
        Examples:
          xhht steps unit.json
          xhht steps unit.json --to good --most 3       three ways, the cheapest first
          xhht steps unit.json --costs costs.yaml       by local costs""",
    ),
)
@click.argument("file", metavar="FILE", type=FILE)
@option(
    "--to",
    "level",
    metavar="LEVEL",
    shell_complete=complete_levels,
    words=Text("Mức cần đạt, ví dụ good; mặc định: mức kế tiếp.", "The level, such as good; by default the next one."),
)
@option(
    "--most",
    metavar="N",
    type=click.IntRange(1, 20),
    default=1,
    words=Text("Nêu nhiều nhất N cách (mặc định 1, tối đa 20).", "Show N ways at most (default 1, up to 20)."),
)
@option(
    "--costs",
    "costs_file",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    words=Text(
        "Tệp YAML ghi chi phí của địa phương (mẫu ở docs/formats.md).",
        "A YAML file of local costs (see docs/formats.md).",
    ),
)
@format_option
@overlay_option
@rule_set_option
@output_option
@lang_option
def steps(
    file: Path,
    level: str | None,
    most: int,
    costs_file: Path | None,
    form: str,
    overlay_files: tuple[Path, ...],
    rule_set: str | None,
    output: Path | None,
) -> None:
    """Print steps."""
    from ratings.costs import load_prices
    from ratings.explaining_steps import explained_steps
    from ratings.json_report import dumped, to_json
    from ratings.output import emit, printed, refuse_overwriting
    from ratings.steps import steps_to
    from ratings.steps_report import steps_page

    refuse_overwriting(output, (file, *overlay_files, *((costs_file,) if costs_file is not None else ())))
    terms = terms_of(rule_set, overlay_files)
    batch, rated = rated_one(file, terms)
    refuse_overwriting(output, rated.members_paths)
    rating = rated.rating
    prices = load_prices(costs_file, rating.rule_set) if costs_file is not None else None
    found = explained_steps(rating, steps_to(rating, _goal(rating, level), prices, most=most))
    if form == "json":
        emit(dumped(to_json(found, language())), output)
    else:
        target = None if output is not None else sys.stdout
        emit(printed(lambda _: steps_page(found, language(), costs=prices is not None), target), output)
    end(batch)


def _goal(rating: "AnyRating", asked: str | None) -> "BaseLevel":
    """Return the level that is *asked* for, or the next one; at the best level that one, which is reached."""
    from criteria.problems import quote
    from ratings.record import level_called
    from ratings.steps import level_above

    if asked is None:
        return level_above(rating) or rating.level
    try:
        return level_called(rating.rule_set, asked)
    except KeyError:
        listed, name = (
            ", ".join(f"{each.id} ({each.name.into(language())})" for each in rating.rule_set.levels),
            rating.rule_set.id,
        )
        raise click.UsageError(
            say(
                f"--to: {name} không có xếp loại {quote(asked)}. Ghi một trong: {listed}.",
                f"--to: {name} has no level {quote(asked)}. Write one of: {listed}.",
            )
        ) from None
