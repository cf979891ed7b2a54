"""``xhht convert``: evidence from JSON to Excel and back. Heavy imports are made late."""

from pathlib import Path

import click

from criteria.texts import Text
from ratings.bilingual import Command, lang_option, language, option, say
from ratings.options import (
    FILE,
    keep,
    output_option,
    overlay_option,
    refuse_other_ending,
    rule_set_option,
    terms_of,
)

_ENDINGS = {".xlsx": "xlsx", ".json": "json"}


@click.command(
    cls=Command,
    words=Text(
        """Chuyển tệp minh chứng FILE từ JSON sang Excel hoặc ngược lại, không mất gì.

        Đuôi của -o cho biết dạng. Bảng trống và câu hỏi không được chép. Không ghi đè tệp đã có.

        \b
        Ví dụ:
          xhht convert don-vi.json -o don-vi.xlsx
          xhht convert don-vi.xlsx -o don-vi.json
          xhht convert --members xa.json -o xa.xlsx   đem theo thành viên""",
        """Convert the evidence in FILE from JSON to Excel or back, without loss.

        The ending of -o says into what. Blanks and questions are not copied. A file that exists is not overwritten.

        \b
        Examples:
          xhht convert unit.json -o unit.xlsx
          xhht convert unit.xlsx -o unit.json
          xhht convert --members commune.json -o commune.xlsx   members too""",
    ),
)
@click.argument("file", metavar="FILE", type=FILE)
@option(
    "--format",
    "form",
    type=click.Choice(["xlsx", "json"]),
    words=Text("Dạng của kết quả, nếu đuôi tệp không nói rõ.", "Into what, where the ending does not say."),
)
@option(
    "--members",
    "inside",
    is_flag=True,
    words=Text(
        "Đưa thành viên trong các tệp JSON Lines vào ngay trong kết quả.",
        "Put the members of JSON Lines files into the result itself.",
    ),
)
@overlay_option
@rule_set_option
@output_option
@lang_option
def convert(
    file: Path,
    form: str | None,
    inside: bool,
    overlay_files: tuple[Path, ...],
    rule_set: str | None,
    output: Path | None,
) -> None:
    """Convert evidence."""
    from ratings.output import emit
    from ratings.reading import read_source
    from ratings.workbooks.converting import as_json, as_workbook, with_members

    made = form or _ENDINGS.get(output.suffix.lower() if output is not None else "")
    if made is None:
        raise click.UsageError(
            say(
                "Ghi tên tệp có đuôi .xlsx hoặc .json sau -o, hoặc dùng --format.",
                "Name a .xlsx or .json file after -o.",
            )
        )
    refuse_other_ending(made, output)
    keep(output)
    terms = terms_of(rule_set, overlay_files)
    source = read_source(file)
    if inside:
        source = with_members(source, file)
    _refuse_elsewhere(source.evidence.members_files, file, output)
    emit(as_workbook(source, file, terms, language()) if made == "xlsx" else as_json(source, file), output)


def _refuse_elsewhere(members_files: tuple[str, ...], file: Path, output: Path | None) -> None:
    """Refuse to write what names files beside it into another folder, where they are not."""
    if not members_files or output is None or output.parent.resolve() == file.parent.resolve():
        return
    raise click.UsageError(
        say(
            "Tệp này chỉ đến các tệp thành viên nằm cạnh nó: ghi kết quả vào cùng thư mục, hoặc thêm --members.",
            "It names files of members beside it: write the result into the same folder, or add --members.",
        )
    )
