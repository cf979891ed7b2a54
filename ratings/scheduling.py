"""The calendar of a rated subject: what is due when, from the data of its rule set and what was recognised before."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from criteria.base import Citation, Provenance
from criteria.calendar_model import Before, Entry, WorkingDays
from criteria.texts import Text
from ratings.due_dates import decision_day, entries_of, fixed_days
from ratings.record import AnyRating
from ratings.working_days import Holiday, holidays_between, last_working_day, working_day_after, working_weekends


class Counted(NamedTuple):
    """Working days after something; where that has its day, from when to when.

    ``is_known``: that day was given, and is not the last one in time. ``holidays`` were left out; on ``weekends``
    people work in exchange for another day.
    """

    days: int
    after: Text
    start: date | None
    last: date | None
    is_known: bool
    holidays: tuple[Holiday, ...] = ()
    weekends: tuple[date, ...] = ()


class Scheduled(NamedTuple):
    """One thing of the calendar.

    Attributes:
        id: Of the entry.
        name: What is to be done, or what happens.
        by: Who does it; None where it happens of itself.
        to: To whom; None to nobody.
        papers: With which papers.
        by_gone: The first day on which those who do it are no more, where that comes before it is due.
        to_gone: The same of those to whom it goes.
        first: The first day for it; None where no day is known.
        last: The last day in time; None where no day is known.
        before: The day on which it is too late, where the text names that one.
        working: The last working day in time.
        done: When it was done.
        counted: The working days behind ``last``.
        citation: Where the text says so.
        provenance: How sure that is.
    """

    id: str
    name: Text
    by: Text | None
    to: Text | None
    papers: tuple[Text, ...]
    by_gone: date | None
    to_gone: date | None
    first: date | None
    last: date | None
    before: date | None
    working: date | None
    done: date | None
    counted: Counted | None
    citation: Citation | None
    provenance: Provenance

    @property
    def is_late(self) -> bool:
        """Whether it was done after its last day."""
        return self.done is not None and self.last is not None and self.done > self.last


def schedule(rating: AnyRating) -> tuple[Scheduled, ...]:
    """Return the calendar of *rating* in the order of the text, with the terms of the title that it holds among it."""
    found: dict[str, Scheduled] = {}
    for entry in entries_of(rating.rule_set, rating.evidence):
        found[entry.id] = _scheduled(entry, rating, found)
    every = list(found.values())
    for title in _titles(rating):
        later = (place for place, each in enumerate(every) if _day(each) > _day(title))
        every.insert(next(later, len(every)), title)
    return tuple(every)


def _day(each: Scheduled) -> date:
    """The day by which the calendar is ordered; what has none stays where the text has it."""
    return each.done or each.last or date.min


def _gone(until: date | None, day: date) -> date | None:
    """Return since when somebody is no more who was there *until* a day, where that is before *day*."""
    return until + timedelta(days=1) if until is not None and day > until else None


def _scheduled(entry: Entry, rating: AnyRating, before: dict[str, Scheduled]) -> Scheduled:
    done, decided = rating.evidence.dates, decision_day(rating.rule_set, rating.evidence)
    days, counted = fixed_days(entry.due, rating.evidence.year), None
    if isinstance(entry.due, WorkingDays):
        counted = _counted(entry.due, before[entry.due.after])
        days = (counted.last, counted.last) if counted.last is not None else None
    last = days[1] if days is not None else None
    return Scheduled(
        id=entry.id,
        name=entry.name,
        by=entry.by,
        to=entry.to,
        papers=entry.papers,
        by_gone=_gone(entry.by_until, done.get(entry.id) or last or decided),
        to_gone=_gone(entry.to_until, done.get(entry.id) or last or decided),
        first=days[0] if days is not None else None,
        last=last,
        before=last + timedelta(days=1) if last is not None and isinstance(entry.due, Before) else None,
        working=last_working_day(last) if last is not None else None,
        done=done.get(entry.id),
        counted=counted,
        citation=entry.citation,
        provenance=entry.provenance,
    )


def _counted(due: WorkingDays, base: Scheduled) -> Counted:
    start = base.done or base.last
    if start is None:
        return Counted(due.days, base.name, None, None, is_known=False)
    last = working_day_after(start, due.days)
    first = start + timedelta(days=1)
    holidays, weekends = holidays_between(first, last), working_weekends(first, last)
    return Counted(due.days, base.name, start, last, base.done is not None, holidays, weekends)


def _titles(rating: AnyRating) -> Iterator[Scheduled]:
    """What the title that is held brings: when a better one can be asked for, and when it ends."""
    recognition = rating.recognition
    if recognition is None or recognition.held is None:
        return
    held, rules = recognition.held, recognition.rules
    names = {level.id: level.name for level in rating.rule_set.levels}
    title = names[held.level]
    best = rating.rule_set.levels[0].id
    first = recognition.from_day
    holds = held.until >= recognition.asked
    if first is not None and rules.wait is not None and held.level != best and holds:
        name = Text(f"Có thể đề nghị mức cao hơn {title.vi}", f"A level above {title.en} can be asked for")
        yield _happens("raise", name, first, rules.wait.citation, rules.wait.provenance)
    if rules.validity is not None:
        name = Text(f"Hết thời hạn công nhận {title.vi}", f"The recognition of {title.en} ends")
        yield _happens("expiry", name, held.until, rules.validity.citation, rules.validity.provenance)


def _happens(id_: str, name: Text, day: date, citation: Citation | None, provenance: Provenance) -> Scheduled:
    return Scheduled(id_, name, None, None, (), None, None, day, day, None, None, None, None, citation, provenance)
