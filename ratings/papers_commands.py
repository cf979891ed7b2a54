"""The command that hands out the templates of papers. Heavy imports are made late."""

from pathlib import Path
from typing import cast

import click

from criteria.paper_kinds import PAPER_KINDS, PaperKind
from criteria.texts import Text, plain
from ratings.bilingual import Command, lang_option, option, say
from ratings.options import keep


@click.command(
    "paper-template",
    cls=Command,
    words=Text(
        """Lấy mẫu Word của giấy tờ KIND để sửa cho cơ quan mình, rồi dùng với xhht report --template.

        KIND: self-assessment (báo cáo tự đánh giá), summary (bản tổng hợp), minutes (biên bản),
        submission (tờ trình). Các trường dùng được trong mẫu: docs/papers.md.

        \b
        Ví dụ:
          xhht paper-template self-assessment -o mau-bao-cao.docx""",
        """Take the Word template of the paper KIND, to change it for your office and use it with report --template.

        KIND: self-assessment, summary, minutes or submission. What a template can use: docs/papers.md.

        \b
        Example:
          xhht paper-template self-assessment -o our-report.docx""",
    ),
)
@click.argument("kind", metavar="KIND", type=click.Choice(PAPER_KINDS))
@option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    words=Text("Ghi mẫu vào tệp .docx này.", "Write the template to this .docx file."),
)
@lang_option
def paper_template(kind: str, output: Path | None) -> None:
    """Write a template."""
    from ratings.output import STANDARD_OUTPUT, emit
    from ratings.papers.default_templates import default_template

    if output is not None and output != STANDARD_OUTPUT and output.suffix.lower() != ".docx":
        name = plain(str(output))
        raise click.UsageError(
            say(
                f"Mẫu là tệp Word: {name} phải có đuôi .docx.",
                f"The template is a Word file: {name} must end in .docx.",
            )
        )
    keep(output)
    emit(default_template(cast("PaperKind", kind)), output)
