"""The command that asks, question by question, and writes an evidence file. Heavy imports are made late."""

import os
import sys
from contextlib import suppress
from pathlib import Path

import click

from criteria.texts import Text, plain
from ratings.bilingual import Command, lang_option, language, option, say
from ratings.options import complete_rule_sets


@click.command(
    "self-assess",
    cls=Command,
    words=Text(
        """Hỏi từng câu của bộ tiêu chí RULE-SET và ghi câu trả lời thành tệp minh chứng, không cần biết JSON.

        Mỗi câu có yêu cầu, cách trả lời; sau mỗi câu là điểm, mức tạm thời. Tệp được ghi sau mỗi câu trả lời: dừng lúc
        nào cũng được, chạy lại cùng lệnh để làm tiếp. Lệnh tại mọi câu: < lùi, bo để trống, xem danh sách, xoa xóa,
        thoat dừng, ? trợ giúp.

        \b
        Ví dụ:
          xhht rules list                              chọn bộ tiêu chí
          xhht self-assess tt22-2020 -o don-vi.json    trả lời""",
        """Ask every question of RULE-SET and write the answers as an evidence file; no JSON to know.

        Each question says what is required and how it is answered; after each stand points and level so far. The file
        is written after every answer: stop at any time, run the same command to go on. At any question: < back, skip,
        show, clear, quit, ? help.

        \b
        Examples:
          xhht rules list                                        choose a rule set
          xhht self-assess --lang en tt22-2020 -o unit.json      answer""",
    ),
)
@click.argument("name", metavar="RULE-SET", shell_complete=complete_rule_sets)
@option(
    "-o",
    "--output",
    "file",
    metavar="FILE",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    words=Text(
        "Tệp minh chứng để ghi; đã có thì làm tiếp.",
        "The evidence file to write; an existing file is continued.",
    ),
)
@lang_option
def self_assess(name: str, file: Path) -> None:
    """Ask, and write evidence."""
    from datetime import date

    from criteria.catalogue import rule_set
    from ratings.self_assess_talk import Talk
    from ratings.self_assessing import SelfAssessment

    found = rule_set(name)
    _refuse_unwritable(file)
    assessment = SelfAssessment(found, file, today=date.today(), language=language())
    reconfigure = getattr(sys.stdin, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="replace")  # whatever the machine is set to
    with suppress(ImportError):  # not every system has it
        import readline  # noqa: F401 - lets a line that is typed be edited with the arrow keys
    Talk(assessment).run()


def _refuse_unwritable(file: Path) -> None:
    """Refuse, before anything is asked, a place where nothing can be written."""
    try:
        special = str(file) == "-" or (file.exists() and not file.is_file())
        writable = file.parent.is_dir() and os.access(file.parent, os.W_OK)
    except OSError:  # a name too long
        special, writable = False, False
    name = plain(str(file))
    if special:
        raise click.UsageError(say(f"{name} không phải tên một tệp.", f"{name} is not the name of a file."))
    if not writable:
        raise click.UsageError(
            say(f"Không ghi được {name}: kiểm tra thư mục.", f"Cannot write {name}: look at its folder.")
        )
