"""The command line: each command reads, calls and prints; it decides nothing. Heavy imports are made late."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click
from click.shell_completion import CompletionItem, get_completion_class

from criteria.texts import Text
from ratings.bilingual import Group, Option, lang_option, language, option, say

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.console import RenderableType

    from criteria.model import RuleSet
    from criteria.problems import Problem

FILE = click.Path(path_type=Path, allow_dash=True)
SETTINGS: dict[str, Any] = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


def _complete_rule_sets(_context: click.Context, _parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    from criteria.catalogue import rule_set_ids

    return [CompletionItem(name) for name in rule_set_ids() if name.startswith(typed)]


def _complete_levels(_context: click.Context, _parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    from criteria.catalogue import all_rule_sets

    levels = {level.id: level.name for rule_set in all_rule_sets() for level in rule_set.levels}
    return [CompletionItem(name, help=text.into(language())) for name, text in levels.items() if name.startswith(typed)]


rule_set_option = option(
    "--rule-set",
    metavar="ID",
    shell_complete=_complete_rule_sets,
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


@click.group(
    cls=Group,
    context_settings=SETTINGS,
    words=Text(
        """Xếp loại mô hình xã hội học tập từ tệp minh chứng và giải thích từng tiêu chí.

        \b
        Bắt đầu:
          xhht rules list                          có những bộ tiêu chí nào
          xhht template tt22-2020 -o don-vi.json   tạo tệp minh chứng mẫu
          xhht check don-vi.json                   kiểm tra tệp
          xhht rate don-vi.json                    xếp loại và giải thích
          xhht explain don-vi.json 2.a             giải thích kỹ một nội dung

        Mã thoát: 0 xếp loại được; 1 chưa đạt yêu cầu của --require hoặc --strict; 2 lệnh hoặc tệp sai; 3 lỗi của xhht.""",
        """Rate learning-society models from an evidence file and explain every criterion.

        \b
        To begin:
          xhht rules list                          which rule sets there are
          xhht template tt22-2020 -o unit.json     make a blank evidence file
          xhht check unit.json                     check the file
          xhht rate unit.json                      rate and explain it
          xhht explain unit.json 2.a               explain one indicator in full

        Exit status: 0 rated; 1 --require or --strict not satisfied; 2 wrong usage or file; 3 a fault of xhht.""",
    ),
)
@lang_option
@click.version_option(
    None,
    package_name="xhht",
    message="xhht %(version)s",
    cls=Option,
    words=Text("In phiên bản rồi thoát.", "Print the version and exit."),
)
def cli() -> None:
    """Run a command."""


@cli.command(
    words=Text(
        """Xếp loại các tệp minh chứng FILE và giải thích từng tiêu chí.

        "-" đọc từ đầu vào chuẩn. Một tệp sai không làm dừng các tệp khác: tệp sai được nêu ở cuối, mã thoát là 2.

        \b
        Ví dụ:
          xhht rate samples/phong-gddt-loai-tot.json
          xhht rate --format json -o ket-qua.json don-vi.json
          xhht rate --require good samples/*.json""",
        """Rate the evidence in each FILE and explain every criterion.

        "-" reads standard input. One bad file does not stop the others: it is named at the end, exit status 2.

        \b
        Examples:
          xhht rate samples/phong-gddt-loai-tot.json
          xhht rate --lang en --format json -o result.json unit.json
          xhht rate --require good samples/*.json""",
    )
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=FILE)
@option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    words=Text("Dạng kết quả: text (mặc định) hoặc json.", "Format of the result: text (default) or json."),
)
@option(
    "--require",
    "required",
    metavar="LEVEL",
    shell_complete=_complete_levels,
    words=Text(
        "Mã thoát 1 nếu có đối tượng chưa đến mức này, ví dụ good; các mức: xhht rules show ID.",
        "Exit 1 unless every subject reaches this level, such as good; levels: xhht rules show ID.",
    ),
)
@option(
    "--strict",
    is_flag=True,
    words=Text(
        "Mã thoát 1 nếu còn thiếu minh chứng hoặc có điểm dựa trên giả định.",
        "Exit 1 if anything is missing or rests on an assumption.",
    ),
)
@rule_set_option
@output_option
@lang_option
def rate(
    files: tuple[Path, ...], form: str, required: str | None, strict: bool, rule_set: str | None, output: Path | None
) -> NoReturn:
    """Rate and explain."""
    from ratings.batch import exit_status, problem_lines, rate_files, unknown_level
    from ratings.batch_report import render_batch
    from ratings.output import complain, emit, refuse_overwriting

    refuse_overwriting(output, files)
    batch = rate_files(files, rule_set)
    problem = unknown_level(batch, required) if required else None
    if problem is not None:
        raise click.UsageError(problem.sentence(language()))
    text = render_batch(batch, form, language(), to_file=output is not None, several=len(files) > 1)
    if text:
        emit(text, output)
    for line in problem_lines(batch.refused, language()):
        complain(line)
    raise SystemExit(exit_status(batch, required, strict=strict))


@cli.command(
    words=Text(
        """Giải thích kỹ một nội dung (2.a) hoặc tiêu chí (2) của tệp minh chứng FILE.

        In câu hỏi, câu trả lời, minh chứng, quy tắc đã áp dụng, căn cứ, và điều gì sẽ làm thay đổi kết quả.
        Ví dụ: xhht explain samples/phong-gddt-loai-tot.json 2.a""",
        """Explain one indicator (2.a) or criterion (2) of the evidence in FILE in full.

        Prints question, answer, documents, the rules that fired, the citation, and what would change the result.
        Example: xhht explain samples/phong-gddt-loai-tot.json 2.a""",
    )
)
@click.argument("file", metavar="FILE", type=FILE)
@click.argument("name", metavar="ID")
@rule_set_option
@lang_option
def explain(file: Path, name: str, rule_set: str | None) -> None:
    """Explain one item."""
    from criteria.problems import ProblemsError
    from ratings.batch import rate_files
    from ratings.detail_report import detail_of

    batch = rate_files([file], rule_set)
    if batch.refused:
        _refuse_files(batch.refused)
    (rated,) = batch.rated
    try:
        _print(lambda _: detail_of(rated.rating, name, language()))
    except ProblemsError as error:
        raise click.UsageError(error.problems[0].sentence(language())) from None


def _refuse_files(refused: Sequence[Any]) -> NoReturn:
    from ratings.batch import problem_lines
    from ratings.output import complain

    for line in problem_lines(refused, language()):
        complain(line)
    raise SystemExit(2)


@cli.command(
    words=Text(
        """Chỉ đọc và kiểm tra các tệp minh chứng FILE, nêu mọi lỗi cùng lúc.

        Mã thoát 0 nếu mọi tệp xếp loại được, 2 nếu không. Ví dụ: xhht check don-vi.json""",
        """Only read and check the evidence in each FILE; names all mistakes at once.

        Exit status 0 when every file can be rated, else 2. Example: xhht check unit.json""",
    )
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=FILE)
@rule_set_option
@lang_option
def check(files: tuple[Path, ...], rule_set: str | None) -> None:
    """Check evidence."""
    from ratings.batch import check_files
    from ratings.batch_report import render_checks
    from ratings.output import emit

    checked = check_files(files, rule_set)
    emit(render_checks(checked, language()), None)
    if checked.refused:
        _refuse_files(checked.refused)


@cli.group(
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
@option("--kind", metavar="KIND", words=Text("Chỉ của đối tượng này, ví dụ unit, commune.", "Only of this kind, such as unit."))
@option("--year", type=int, metavar="YEAR", words=Text("Chỉ của năm đánh giá này.", "Only of this year of assessment."))
@lang_option
def list_rules(kind: str | None, year: int | None) -> None:
    """List rule sets."""
    from criteria.catalogue import all_rule_sets
    from ratings.output import complain
    from ratings.rules_report import list_of

    chosen = [
        rule_set
        for rule_set in all_rule_sets()
        if kind in (None, rule_set.subject.kind) and (year is None or year in rule_set.years)
    ]
    if chosen:
        _print(lambda _: list_of(chosen, language()))
    else:
        complain(say("Không có bộ tiêu chí nào như vậy.", "There is no such rule set."))


def _print(build: "Callable[[int], RenderableType]") -> None:
    from ratings.output import emit, printed

    emit(printed(build, sys.stdout), None)


@rules.command(
    "show",
    words=Text(
        "In một bộ tiêu chí: mọi nội dung, điểm, thang điểm, căn cứ và nguồn gốc. Ví dụ: xhht rules show tt22-2020",
        "Print a rule set: every indicator, maximum, scale, citation and provenance. Example: xhht rules show tt22-2020",
    ),
)
@click.argument("name", metavar="ID", shell_complete=_complete_rule_sets)
@lang_option
def show_rules(name: str) -> None:
    """Show one rule set."""
    from ratings.rules_report import rule_set_of

    found = _rule_set(name)
    _print(lambda _: rule_set_of(found, language()))


def _rule_set(name: str) -> "RuleSet":
    from criteria.catalogue import rule_set
    from criteria.problems import RuleSetError

    try:
        return rule_set(name)
    except RuleSetError as error:
        raise click.UsageError(_sentences(error.problems)) from None


def _sentences(problems: Sequence["Problem"]) -> str:
    return " ".join(f"{problem.wrong.into(language())} {problem.right.into(language())}" for problem in problems)


@rules.command(
    "lint",
    words=Text(
        """Chứng minh các bộ tiêu chí đúng dạng: điểm cộng đủ, mức phủ kín, mọi con số có căn cứ và nguồn gốc.

        Không ghi FILE thì kiểm tra mọi bộ của xhht. Mã thoát 2 nếu có lỗi.""",
        """Prove that rule sets are sound: maxima add up, levels cover everything, every figure is cited.

        Without FILE, all rule sets of xhht. Exit status 2 when something is wrong.""",
    ),
)
@click.argument("files", metavar="[FILE]...", nargs=-1, type=click.Path(path_type=Path))
@lang_option
def lint_rules(files: tuple[Path, ...]) -> None:
    """Lint rule sets."""
    from ratings.batch_report import lint_lines
    from ratings.output import complain

    lines, checked = lint_lines(files, language())
    for line in lines:
        complain(line)
    if lines:
        raise SystemExit(2)
    click.echo(say(f"{checked} bộ tiêu chí, không có lỗi.", f"{checked} rule sets, nothing wrong."))


@cli.command(
    words=Text(
        """Tạo tệp minh chứng mẫu cho bộ tiêu chí ID, có đủ câu hỏi, chưa có câu trả lời.

        Ví dụ: xhht template tt22-2020 -o don-vi.json""",
        """Make a blank evidence file for the rule set ID, with every question and no answer.

        Example: xhht template --lang en tt22-2020 -o unit.json""",
    )
)
@click.argument("name", metavar="ID", shell_complete=_complete_rule_sets)
@output_option
@lang_option
def template(name: str, output: Path | None) -> None:
    """Make a template."""
    from ratings.json_report import dumped
    from ratings.output import emit
    from ratings.templates import template as blank

    if output is not None and output.exists():
        raise click.UsageError(
            say(f"{output} đã có, không ghi đè. Chọn tên khác.", f"{output} exists and is kept. Choose another name.")
        )
    emit(dumped(blank(_rule_set(name), language())), output)


@cli.command(
    words=Text(
        "In JSON Schema của tệp minh chứng, của kết quả, hoặc của bộ tiêu chí.",
        "Print the JSON Schema of evidence, of a result, or of a rule set.",
    )
)
@click.argument("name", metavar="evidence|result|rule-set", type=click.Choice(["evidence", "result", "rule-set"]))
@lang_option
def schema(name: str) -> None:
    """Print a schema."""
    from ratings.json_report import dumped
    from ratings.schemas import schema as made

    click.echo(dumped(made(name)), nl=False)


@cli.command(
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
    )
)
@click.argument("shell", metavar="bash|zsh|fish", type=click.Choice(["bash", "zsh", "fish"]))
@lang_option
def completion(shell: str) -> None:
    """Print a completion script."""
    made = get_completion_class(shell)
    assert made is not None  # the choice above
    # The base class, because bash's own asks the bash of this machine for its version first.
    click.echo(made.source_template % made(cli, {}, "xhht", "_XHHT_COMPLETE").source_vars(), nl=False)
