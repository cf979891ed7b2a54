"""The calendar as iCalendar events (RFC 5545): whole days, the same bytes for the same input."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from criteria.texts import Language, Text
from ratings.calendar_report import bodies_text, day_lines, source_text, when_text
from ratings.record import AnyRating
from ratings.scheduling import Scheduled

if TYPE_CHECKING:
    from icalendar import Event

LONGEST_EVENT = timedelta(days=31)
"""What lasts longer is shown on its last day: nobody looks at an event of a year."""
REMINDER = timedelta(days=-7)


def calendar_events(rating: AnyRating, scheduled: Sequence[Scheduled], language: Language) -> str:
    """Return what is *scheduled* for *rating* as iCalendar; what has no day is left out."""
    from icalendar import Calendar  # late: only this needs it

    made = Calendar()
    made.add("prodid", "-//xhht//calendar//" + language.upper())
    made.add("version", "2.0")
    for each in scheduled:
        if each.last is not None:
            made.add_component(_event(rating, each, language))
    written: str = made.to_ical().decode("utf-8")
    return written


def _event(rating: AnyRating, each: Scheduled, language: Language) -> "Event":
    from icalendar import Alarm, Event

    assert each.first is not None
    assert each.last is not None
    subject = rating.evidence.subject
    event = Event()
    # What happens to a title is the same event in the file of every year.
    what = f"{each.id}/{each.last}" if each.by is None else f"{each.id}/{rating.evidence.year}"
    who = "/".join(filter(None, (subject.province, subject.district, subject.commune, subject.code or subject.name)))
    key = f"{rating.rule_set.id}/{subject.kind}/{who}/{what}"
    event.add("uid", f"{uuid5(NAMESPACE_URL, key)}@xhht")
    event.add("dtstamp", datetime(rating.evidence.year, 1, 1, tzinfo=UTC))
    first, last = (each.first, each.last) if each.done is None else (each.done, each.done)
    event.add("dtstart", first if last - first < LONGEST_EVENT else last)
    event.add("dtend", last + timedelta(days=1))
    event.add("summary", f"{each.name.into(language)}: {subject.name}")
    event.add("description", _description(rating, each, language))
    event.add("transp", "TRANSPARENT")
    if each.done is None and each.by is not None:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", each.name.into(language))
        alarm.add("trigger", REMINDER)
        event.add_component(alarm)
    return event


def _description(rating: AnyRating, each: Scheduled, language: Language) -> str:
    lines = [when_text(each).into(language)]
    if each.done is not None:
        lines.append(Text("Đã làm.", "Done.").into(language))
    if each.by is not None:
        lines.append(bodies_text(each, each.by).into(language))
    lines += [f"- {paper.into(language)}" for paper in each.papers]
    lines += [line.into(language) for line in day_lines(each)]
    lines.append(source_text(each).into(language))
    lines.append(rating.rule_set.text.short.into(language))
    return "\n".join(lines)
