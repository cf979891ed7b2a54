"""The command that sums up many subjects. Heavy imports are made late."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from criteria.texts import Text, plain
from ratings.bilingual import Command, lang_option, language, option, say
from ratings.options import FILE, output_option, overlay_option, rule_set_option, terms_of, unused_overlays
from ratings.running import complain_of, end, refuse_files, refuse_unused

if TYPE_CHECKING:
    from ratings.result_summary import SummaryResult

FORMS = ("text", "json", "xlsx", "html")
_ENDINGS = {".json": "json", ".xlsx": "xlsx", ".html": "html", ".htm": "html", ".txt": "text"}
_OTHERS = (".csv", ".docx", ".doc", ".xls", ".ods", ".odt", ".pdf", ".xml")
"""Endings of what a summary is never written as."""


@click.command(
    cls=Command,
    words=Text(
        """Tổng hợp nhiều đối tượng: xếp hạng, bản đồ tiêu chí, mất điểm nhiều nhất ở đâu, còn thiếu gì.

        FILES là tệp minh chứng hoặc thư mục: mọi tệp minh chứng .json, .xlsx trong đó (và thư mục con) được đọc. Mỗi bộ
        tiêu chí, mỗi năm là một bảng riêng. Tệp sai được nêu ở cuối, mã thoát là 2.

        \b
        Ví dụ:
          xhht summary xa-*.json
          xhht summary ho-so-2024 -o tong-hop.xlsx
          xhht summary ho-so-2024 -o tong-hop.html""",
        """Sum up many subjects: league table, map of criteria, where points are lost most often, what is missing.

        FILES are evidence files, or folders: every .json and .xlsx evidence in them (and in folders inside) is read.
        Each rule set and each year is a table of its own. A bad file is named at the end, exit status 2.

        \b
        Examples:
          xhht summary xa-*.json
          xhht summary evidence-2024 -o summary.xlsx
          xhht summary evidence-2024 -o summary.html""",
    ),
)
@click.argument("files", metavar="FILES...", nargs=-1, required=True, type=FILE)
@option(
    "--format",
    "form",
    type=click.Choice(FORMS),
    words=Text(
        "Dạng: text, json, xlsx (bảng tính) hoặc html (trang để xem và in); không ghi thì theo đuôi của -o.",
        "Format: text, json, xlsx (a workbook) or html (a page to print); left out, the ending of -o says it.",
    ),
)
@overlay_option
@rule_set_option
@output_option
@lang_option
def summary(
    files: tuple[Path, ...],
    form: str | None,
    overlay_files: tuple[Path, ...],
    rule_set: str | None,
    output: Path | None,
) -> None:
    """Print a summary."""
    from ratings.batch import rate_files
    from ratings.output import emit, refuse_overwriting
    from ratings.summarising import counted, summarise
    from ratings.summary_files import evidence_in

    form = _form(form, output)
    found = evidence_in(files, but=output)
    refuse_overwriting(output, (*found.files, *overlay_files))
    _say_left_out(found.left_out)
    if not found.files:
        raise click.UsageError(say("Không có tệp minh chứng nào.", "There is no evidence."))
    terms = terms_of(rule_set, overlay_files)
    batch = rate_files(found.files, terms)
    refuse_overwriting(output, batch.members_paths)
    if not batch.rated:
        refuse_files(batch.refused)
    emit(_rendered(summarise(map(counted, batch.rated), batch.refused), form, to_file=output is not None), output)
    unused = unused_overlays((each.rating.rule_sets for each in batch.rated), terms)
    if unused:
        complain_of(batch.outcomes)
    refuse_unused(unused)
    end(batch)


def _form(typed: str | None, output: Path | None) -> str:
    """Return the format that was *typed*, or else that of the ending of *output*; refuse where the two differ."""
    ending = output.suffix.casefold() if output is not None else ""
    form = typed or _ENDINGS.get(ending, "text")
    if ending in _OTHERS or _ENDINGS.get(ending, form) != form:
        right = next(each for each, named in _ENDINGS.items() if named == form)
        listed = ", ".join(FORMS)
        raise click.UsageError(
            say(
                f"-o: đuôi {ending} không phải của dạng {form}; dùng {right}. Các dạng: {listed}.",
                f"-o: {ending} is not the ending of {form}; use {right}. Formats: {listed}.",
            )
        )
    return form


def _rendered(made: "SummaryResult", form: str, *, to_file: bool) -> str | bytes:
    """Return the summary *made* in the format *form*."""
    if form == "json":
        from ratings.json_report import dumped, to_json

        return dumped(to_json(made, language()))
    if form == "xlsx":
        from ratings.summary_sheet import summary_sheet

        return summary_sheet(made, language())
    if form == "html":
        from ratings.summary_html import summary_html

        return summary_html(made, language())
    from ratings.output import printed
    from ratings.summary_report import summary_page

    return printed(lambda width: summary_page(made, language(), width), None if to_file else sys.stdout)


def _say_left_out(left_out: tuple[Path, ...]) -> None:
    """Say which files in folders are no evidence: nothing is left out without a word."""
    from ratings.streams import complain

    for each in left_out:
        name = plain(str(each))
        complain(say(f"{name}: không phải tệp minh chứng, bỏ qua.", f"{name}: no evidence, left out."))
