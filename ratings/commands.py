"""The command line: each command reads, calls and prints; it decides nothing. Heavy imports are made late."""

from pathlib import Path
from typing import Any, NoReturn

import click

from criteria.texts import Text
from ratings.bilingual import Group, Option, lang_option, language, option, say
from ratings.calendar_commands import calendar
from ratings.change_commands import compare, what_if
from ratings.convert_commands import convert
from ratings.options import (
    FILE,
    complete_levels,
    format_option,
    output_option,
    overlay_option,
    previous_option,
    print_report,
    review_option,
    rule_set_option,
    terms_of,
    unused_overlays,
)
from ratings.papers_commands import paper_template
from ratings.report_commands import report
from ratings.review_commands import review as review_screen
from ratings.rules_commands import completion_command, rules, schema, template
from ratings.running import (
    complain_of,
    end,
    rated_one,
    refuse_files,
    refuse_previous_of_several,
    refuse_unused,
    reviewed,
)
from ratings.self_assess_commands import self_assess
from ratings.steps_commands import steps
from ratings.summary_commands import summary

SETTINGS: dict[str, Any] = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group(
    cls=Group,
    context_settings=SETTINGS,
    words=Text(
        """Xếp loại mô hình xã hội học tập từ tệp minh chứng và giải thích từng tiêu chí.

        \b
        Bắt đầu:
          xhht rules list                          có những bộ tiêu chí nào
          xhht self-assess ID -o don-vi.json       hỏi từng câu, ghi thành tệp
          xhht rate don-vi.json                    xếp loại và giải thích
          xhht steps don-vi.json                   cần làm gì để lên mức trên
          xhht what-if don-vi.json 2.a=40/40       nếu vậy thì sao
          xhht review don-vi.json                  rà soát trên toàn màn hình
          xhht report don-vi.json -o kq.xlsx       phiếu chấm, văn bản, trang web
          xhht calendar don-vi.json                việc gì, trước ngày nào

        Mã thoát: 0 xếp loại được; 1 chưa đạt yêu cầu của --require hoặc --strict; 2 lệnh hoặc tệp sai;
        3 lỗi của xhht.""",
        """Rate learning-society models from an evidence file and explain every criterion.

        \b
        To begin:
          xhht rules list                          which rule sets there are
          xhht self-assess ID -o unit.json         ask, and write evidence
          xhht rate unit.json                      rate and explain it
          xhht steps unit.json                     what reaches the next level
          xhht what-if unit.json 2.a=40/40         what would come out
          xhht review unit.json                    review it on the whole screen
          xhht report unit.json -o out.xlsx        score sheet, papers, web page
          xhht calendar unit.json                  what is due when

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
          xhht rate --require good samples/phong-*.json""",
        """Rate the evidence in each FILE and explain every criterion.

        "-" reads standard input. One bad file does not stop the others: it is named at the end, exit status 2.

        \b
        Examples:
          xhht rate samples/phong-gddt-loai-tot.json
          xhht rate --lang en --format json -o result.json unit.json
          xhht rate --require good samples/phong-*.json""",
    )
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=FILE)
@format_option
@option(
    "--require",
    "required",
    metavar="LEVEL",
    shell_complete=complete_levels,
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
@option(
    "--brief",
    is_flag=True,
    words=Text(
        "Chỉ in kết quả: xếp loại, mỗi tiêu chí một dòng, điều kiện còn vướng.",
        "Print the verdict only: level, a line for each criterion, gates that do not hold.",
    ),
)
@review_option
@overlay_option
@previous_option
@rule_set_option
@output_option
@lang_option
def rate(
    files: tuple[Path, ...],
    form: str,
    required: str | None,
    strict: bool,
    brief: bool,
    review: Path | None,
    overlay_files: tuple[Path, ...],
    previous: Path | None,
    rule_set: str | None,
    output: Path | None,
) -> NoReturn:
    """Rate and explain."""
    from ratings.batch import exit_status, rate_files, unknown_level
    from ratings.batch_report import render_batch
    from ratings.output import emit, refuse_overwriting

    refuse_previous_of_several(previous, files)
    if review is not None and len(files) > 1:
        raise click.UsageError(say("--review đi với một FILE.", "--review goes with one FILE."))
    refuse_overwriting(output, (*files, *overlay_files, *(each for each in (previous, review) if each is not None)))
    terms = terms_of(rule_set, overlay_files, previous)
    batch = rate_files(files, terms)
    if review is not None:
        batch = reviewed(batch, review, terms)
    refuse_overwriting(output, batch.members_paths)
    text = render_batch(batch, form, language(), to_file=output is not None, several=len(files) > 1, brief=brief)
    if text:
        emit(text, output)
    complain_of(batch.outcomes)
    refuse_unused(unused_overlays((each.rating.rule_sets for each in batch.rated), terms) if batch.rated else [])
    problem = unknown_level(batch, required) if required is not None else None
    if problem is not None:
        raise click.UsageError(problem.sentence(language()))
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
@overlay_option
@rule_set_option
@lang_option
def explain(file: Path, name: str, overlay_files: tuple[Path, ...], rule_set: str | None) -> None:
    """Explain one item."""
    from criteria.problems import ProblemsError
    from ratings.detail_report import detail_of

    batch, rated = rated_one(file, terms_of(rule_set, overlay_files))
    try:
        print_report(lambda _: detail_of(rated.rating, name, language()))
    except ProblemsError as error:
        raise click.UsageError(error.problems[0].sentence(language())) from None
    end(batch)


@cli.command(
    words=Text(
        """Chỉ đọc và kiểm tra các tệp minh chứng FILE, nêu các lỗi.

        Mã thoát 0 nếu mọi tệp xếp loại được, 2 nếu không. Ví dụ: xhht check don-vi.json""",
        """Only read and check the evidence in each FILE, and name the mistakes.

        Exit status 0 when every file can be rated, else 2. Example: xhht check unit.json""",
    )
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=FILE)
@overlay_option
@previous_option
@rule_set_option
@lang_option
def check(
    files: tuple[Path, ...], overlay_files: tuple[Path, ...], previous: Path | None, rule_set: str | None
) -> None:
    """Check evidence."""
    from ratings.batch import check_files
    from ratings.batch_report import render_checks
    from ratings.output import emit

    refuse_previous_of_several(previous, files)
    terms = terms_of(rule_set, overlay_files, previous)
    checked = check_files(files, terms)
    emit(render_checks(checked, language()), None)
    if checked.refused:
        refuse_files(checked.refused)
    refuse_unused(unused_overlays((each.rule_sets for each in checked.checked), terms))


cli.add_command(calendar)
cli.add_command(steps)
cli.add_command(report)
cli.add_command(review_screen)
cli.add_command(what_if)
cli.add_command(compare)
cli.add_command(summary)
cli.add_command(self_assess)
cli.add_command(rules)
cli.add_command(template)
cli.add_command(paper_template)
cli.add_command(convert)
cli.add_command(schema)
cli.add_command(completion_command(cli))
