"""Dates of a calendar for one subject and year, as far as they need no working days."""

from calendar import monthrange
from datetime import date, timedelta

from criteria.calendar_model import Before, Between, By, Due, Entry
from criteria.targets_model import AnyRuleSet
from ratings.evidence import Evidence


def entries_of(rule_set: AnyRuleSet, evidence: Evidence) -> tuple[Entry, ...]:
    """Return the entries of the calendar of *rule_set* that concern the subject of *evidence*."""
    return tuple(entry for entry in rule_set.calendar if entry.concerns(evidence.subject.tier))


def fixed_days(due: Due, year: int) -> tuple[date, date] | None:
    """Return the first and the last day for what is *due* for *year*, both in time; None where no day is fixed.

    What is due before a day is in time on the day before it.
    """
    match due:
        case Before():
            last = _day(due.day, year + due.years_after) - timedelta(days=1)
            return last, last
        case By():
            last = _day(due.day, year + due.years_after)
            return last, last
        case Between():
            return _day(due.first, year + due.years_after), _day(due.last, year + due.years_after)
    return None


def _day(day: str, year: int) -> date:
    return date(year, int(day[:2]), int(day[3:]))


def decision_day(rule_set: AnyRuleSet, evidence: Evidence) -> date:
    """Return the day on which *evidence* is decided on: when that was done, else the last day for it.

    Where the text sets none, the last fixed day of its calendar; never before the dossier was sent.
    """
    decision = entry_of_role("decision", rule_set, evidence)
    if decision is not None and decision.id in evidence.dates:
        return evidence.dates[decision.id]
    entries = entries_of(rule_set, evidence)
    fixed = [days[1] for entry in entries if (days := fixed_days(entry.due, evidence.year)) is not None]
    dossier = entry_of_role("dossier", rule_set, evidence)
    sent = [evidence.dates[dossier.id]] if dossier is not None and dossier.id in evidence.dates else []
    return max([*fixed, *sent], default=date(evidence.year, 12, 31))


def asking_day(rule_set: AnyRuleSet, evidence: Evidence) -> date:
    """Return the day on which the dossier is sent: as the evidence says, or the last in time."""
    dossier = entry_of_role("dossier", rule_set, evidence)
    if dossier is None:
        return decision_day(rule_set, evidence)
    fixed = fixed_days(dossier.due, evidence.year)
    return evidence.dates.get(dossier.id) or (fixed[1] if fixed is not None else decision_day(rule_set, evidence))


def entry_of_role(role: str, rule_set: AnyRuleSet, evidence: Evidence) -> Entry | None:
    """Return the entry of *role* in the calendar of the subject of *evidence*; None where there is none."""
    return next((entry for entry in entries_of(rule_set, evidence) if entry.role == role), None)


def months_after(day: date, months: int) -> date:
    """Return the same day *months* later, or the last of its month where it has no such day.

    >>> months_after(date(2024, 1, 31), 1)
    datetime.date(2024, 2, 29)
    """
    whole = day.month - 1 + months
    year, month = day.year + whole // 12, whole % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
