"""Commands about rule sets and formats: rules, template, schema, completion. Heavy imports are made late."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem, get_completion_class

from criteria.texts import Text
from ratings.bilingual import Command, Group, lang_option, language, option, say
from ratings.options import complete_rule_sets, keep, output_option, print_report, refuse_other_ending

if TYPE_CHECKING:
    from criteria.problems import Problem
    from criteria.targets_model import AnyRuleSet

SCHEMAS = ("compare", "evidence", "result", "review", "rule-set", "steps", "summary", "what-if")


@click.group(
    cls=Group,
    words=Text("Xem và kiểm tra các bộ tiêu chí.", "Look at the rule sets and prove them."),
)
@lang_option
def rules() -> None:
    """Rule sets."""


@rules.command(
    "list",
    words=Text(
        "Liệt kê các bộ tiêu chí. Ví dụ: xhht rules list --kind unit --year 2022",
        "List the rule sets. Example: xhht rules list --kind unit --year 2022",
    ),
)
@option(
    "--kind",
    metavar="KIND",
    words=Text("Chỉ của đối tượng này, ví dụ unit, commune.", "Only of this kind, such as unit."),
)
@option(
    "--year",
    type=int,
    metavar="YEAR",
    words=Text("Chỉ của năm đánh giá này.", "Only of this year of assessment."),
)
@lang_option
def list_rules(kind: str | None, year: int | None) -> None:
    """List rule sets."""
    from criteria.catalogue import all_rule_sets, standards
    from ratings.names import KIND_NAMES
    from ratings.rules_report import list_of
    from ratings.streams import complain

    if kind is not None and kind not in KIND_NAMES:
        listed = ", ".join(KIND_NAMES)
        raise click.UsageError(say(f"--kind là một trong: {listed}.", f"--kind is one of: {listed}."))
    chosen = [
        rule_set
        for rule_set in all_rule_sets()
        if kind in (None, rule_set.subject.kind) and (year is None or year in rule_set.years)
    ]
    if chosen:
        asked = dict.fromkeys(each.standards for each in chosen if each.standards is not None)
        known = [standards(name) for name in asked]
        print_report(lambda _: list_of(chosen, known, language()))
    else:
        complain(say("Không có bộ tiêu chí nào như vậy.", "There is no such rule set."))


def _complete_shown(context: click.Context, parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    from criteria.catalogue import standards_ids

    known = [CompletionItem(name) for name in standards_ids() if name.startswith(typed)]
    return [*complete_rule_sets(context, parameter, typed), *known]


@rules.command(
    "show",
    words=Text(
        """In một bộ tiêu chí: mọi nội dung, điểm, thang điểm, căn cứ và nguồn gốc.

        Mã của một bộ tiêu chuẩn suy ra từ số liệu thì in các tiêu chuẩn đó.

        Ví dụ: xhht rules show tt22-2020""",
        """Print a rule set: every indicator, maximum, scale, citation, provenance.

        With the id of standards that follow from counts, print those.

        Example: xhht rules show tt22-2020""",
    ),
)
@click.argument("name", metavar="ID", shell_complete=_complete_shown)
@lang_option
def show_rules(name: str) -> None:
    """Show one rule set, or the standards of one text."""
    from criteria.catalogue import rule_set_ids, standards, standards_ids
    from criteria.problems import nearest, quote
    from ratings.rules_report import rule_set_of
    from ratings.standards_report import standards_page

    if name in standards_ids():
        print_report(lambda _: standards_page(standards(name), language()))
        return
    if name not in rule_set_ids():
        right = nearest(name, (*rule_set_ids(), *standards_ids()))
        raise click.UsageError(
            say(
                f"Không có bộ tiêu chí hay tiêu chuẩn {quote(name)}. {right.vi}",
                f"There are no rule set and no standards {quote(name)}. {right.en}",
            )
        )
    found = _rule_set(name)
    print_report(lambda _: rule_set_of(found, language()))


def _rule_set(name: str) -> "AnyRuleSet":
    from criteria.catalogue import rule_set
    from criteria.problems import RuleSetError

    try:
        return rule_set(name)
    except RuleSetError as error:
        raise click.UsageError(_sentences(error.problems)) from None


def _sentences(problems: Sequence["Problem"]) -> str:
    return " ".join(f"{problem.wrong.into(language())} {problem.right.into(language())}" for problem in problems)


@rules.command(
    "export",
    words=Text(
        """In bộ tiêu chí thành tệp hướng dẫn của địa phương để sửa rồi dùng với --overlay.

        Ví dụ: xhht rules export tt44-2014 -o huong-dan.yaml""",
        """Print a rule set as a local guidance to edit and to use with --overlay.

        Example: xhht rules export --lang en tt44-2014 -o guidance.yaml""",
    ),
)
@click.argument("name", metavar="ID", shell_complete=complete_rule_sets)
@output_option
@lang_option
def export_rules(name: str, output: Path | None) -> None:
    """Export one rule set as an overlay."""
    from ratings.output import emit
    from ratings.overlay_export import overlay_of

    keep(output)
    emit(overlay_of(_rule_set(name), language()), output)


@rules.command(
    "lint",
    words=Text(
        """Kiểm tra các bộ tiêu chí: điểm cộng đủ, các mức phủ kín, mọi con số có căn cứ và nguồn gốc.

        Không ghi FILE thì kiểm tra mọi bộ của xhht. Mã thoát 2 nếu có lỗi.""",
        """Prove that rule sets are sound: maxima add up, levels cover everything, every figure is cited.

        Without FILE, all rule sets of xhht. Exit status 2 when something is wrong.""",
    ),
)
@click.argument("files", metavar="[FILE]...", nargs=-1, type=click.Path(path_type=Path))
@lang_option
def lint_rules(files: tuple[Path, ...]) -> None:
    """Lint rule sets."""
    from ratings.lint_report import lint_lines
    from ratings.streams import complain

    lines, checked = lint_lines(files, language())
    for line in lines:
        complain(line)
    if lines:
        raise SystemExit(2)
    click.echo(say(f"{checked} bộ tiêu chí, không có lỗi.", f"Rule sets: {checked}, nothing wrong."))


@click.command(
    cls=Command,
    words=Text(
        """Tạo tệp minh chứng mẫu cho bộ tiêu chí ID, có đủ câu hỏi, chưa có câu trả lời.

        \b
        Ví dụ:
          xhht template tt22-2020 -o don-vi.xlsx   điền bằng Excel
          xhht template tt22-2020 -o don-vi.json""",
        """Make a blank evidence file for the rule set ID, with every question and no answer.

        \b
        Examples:
          xhht template --lang en tt22-2020 -o unit.xlsx   to fill in with Excel
          xhht template --lang en tt22-2020 -o unit.json""",
    ),
)
@click.argument("name", metavar="ID", shell_complete=complete_rule_sets)
@option(
    "--sheet",
    is_flag=True,
    words=Text(
        "Phiếu chấm điểm theo tiêu chí của đoàn kiểm tra, thay cho từng câu hỏi.",
        "The inspection team's score sheet, a line for each criterion, in place of the questions.",
    ),
)
@option(
    "--format",
    "form",
    type=click.Choice(["json", "xlsx"]),
    words=Text(
        "Dạng tệp: xlsx hoặc json; không ghi thì theo đuôi của -o.", "Format; left out, the ending of -o says it."
    ),
)
@output_option
@lang_option
def template(name: str, sheet: bool, form: str | None, output: Path | None) -> None:
    """Make a template."""
    from ratings.json_report import dumped
    from ratings.output import emit
    from ratings.templates import no_sheet
    from ratings.templates import template as blank

    keep(output)
    rule_set = _rule_set(name)
    why = no_sheet(rule_set) if sheet else None
    if why is not None:
        raise click.UsageError(why.into(language()))
    if form is None:
        form = "xlsx" if output is not None and output.suffix.lower() == ".xlsx" else "json"
    refuse_other_ending(form, output)
    if form == "xlsx":
        from ratings.workbooks.converting import blank_workbook

        emit(blank_workbook(rule_set, language(), sheet=sheet), output)
    else:
        emit(dumped(blank(rule_set, language(), sheet=sheet)), output)


@click.command(
    cls=Command,
    words=Text(
        "In JSON Schema của một dạng tệp hoặc một dạng kết quả.",
        "Print the JSON Schema of a kind of file or of a kind of result.",
    ),
)
@click.argument("name", metavar="|".join(SCHEMAS), type=click.Choice(SCHEMAS))
@lang_option
def schema(name: str) -> None:
    """Print a schema."""
    from ratings.json_report import dumped
    from ratings.output import emit
    from ratings.schemas import schema as made

    emit(dumped(made(name)), None)


def completion_command(cli: click.Group) -> click.Command:
    """Return the command that prints completion scripts for *cli*."""

    @click.command(
        cls=Command,
        words=Text(
            """In đoạn mã để phím Tab gợi ý lệnh, tùy chọn và mã bộ tiêu chí.

            \b
            bash:  xhht completion bash > ~/.local/share/bash-completion/completions/xhht
            zsh:   xhht completion zsh > ~/.zfunc/_xhht
            fish:  xhht completion fish > ~/.config/fish/completions/xhht.fish""",
            """Print a script that lets the Tab key suggest commands, options and rule sets.

            \b
            bash:  xhht completion bash > ~/.local/share/bash-completion/completions/xhht
            zsh:   xhht completion zsh > ~/.zfunc/_xhht
            fish:  xhht completion fish > ~/.config/fish/completions/xhht.fish""",
        ),
    )
    @click.argument("shell", metavar="bash|zsh|fish", type=click.Choice(["bash", "zsh", "fish"]))
    @lang_option
    def completion(shell: str) -> None:
        """Print a completion script."""
        made = get_completion_class(shell)
        assert made is not None  # the choice above
        # Its own source() would ask the bash of this machine for its version first.
        click.echo(made.source_template % made(cli, {}, "xhht", "_XHHT_COMPLETE").source_vars(), nl=False)

    return completion
