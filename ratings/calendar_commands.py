"""The command that prints a calendar. Heavy imports are made late."""

import sys
from pathlib import Path

import click

from criteria.texts import Text
from ratings.bilingual import Command, lang_option, language, option, say
from ratings.options import FILE, output_option, overlay_option, rule_set_option, terms_of
from ratings.running import end, rated_one


@click.command(
    cls=Command,
    words=Text(
        """Liệt kê việc gì phải làm khi nào cho đối tượng và năm trong tệp minh chứng FILE.

        Hồ sơ gồm những gì, ai gửi cho ai, trước ngày nào, ngày làm việc đã trừ ngày lễ; danh hiệu đang giữ đến bao giờ
        và từ khi nào được đề nghị mức cao hơn. Việc đã làm: ghi ngày vào "dates" của tệp.

        \b
        Ví dụ:
          xhht calendar xa.json
          xhht calendar xa.json --ics -o xa.ics     cho lịch của máy, điện thoại""",
        """List what is due when, for the subject and the year of the evidence in FILE.

        Which papers, from whom to whom, before which day, working days without public holidays; until when a title
        holds, and from when a better level can be asked for. What is done: write its day into "dates" of the file.

        \b
        Examples:
          xhht calendar xa.json
          xhht calendar xa.json --ics -o xa.ics     for the calendar of a telephone""",
    ),
)
@click.argument("file", metavar="FILE", type=FILE)
@option(
    "--ics",
    is_flag=True,
    words=Text("In thành sự kiện iCalendar (.ics).", "Print iCalendar events (.ics)."),
)
@overlay_option
@rule_set_option
@output_option
@lang_option
def calendar(file: Path, ics: bool, overlay_files: tuple[Path, ...], rule_set: str | None, output: Path | None) -> None:
    """Print a calendar."""
    from ratings.calendar_events import calendar_events
    from ratings.calendar_report import calendar_of
    from ratings.output import emit, printed, refuse_overwriting
    from ratings.scheduling import schedule

    refuse_overwriting(output, (file, *overlay_files))
    batch, rated = rated_one(file, terms_of(rule_set, overlay_files))
    refuse_overwriting(output, rated.members_paths)
    scheduled = schedule(rated.rating)
    if ics and not any(each.last is not None for each in scheduled):
        name = rated.rating.rule_set.id
        vi, en = f"{name}: văn bản không ấn định lịch.", f"{name}: the text sets no dates."
        raise click.UsageError(say(vi, en))
    if ics:
        emit(calendar_events(rated.rating, scheduled, language()), output)
    else:
        target = None if output is not None else sys.stdout
        emit(printed(lambda _: calendar_of(rated.rating, scheduled, language()), target), output)
    end(batch)
