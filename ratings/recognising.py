"""Recognition of a rated subject: who decides, until when its title holds, whether it may ask for a better level."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from criteria.calendar_model import Entry
from criteria.recognition_model import Authority, Recognition
from criteria.targets_model import AnyRuleSet
from ratings.due_dates import asking_day, decision_day, entry_of_role, months_after
from ratings.evidence import EarlierRecognition, Evidence
from rules.recognition import Asking, Verdict, decide_asking


class Held(NamedTuple):
    """A title that the subject was given before, and its last day."""

    level: str
    given: date
    until: date


class Recognised(NamedTuple):
    """What is to be said of recognition.

    Attributes:
        rules: The recognition of the rule set.
        authority: Who decides; None where no text says so.
        decided: The day for which that was looked up.
        asked: The day on which the dossier is sent.
        held: The title that counts on that day; None where there is none.
        from_day: When the level above the one that is held can be asked for; None where nothing is held.
        dossier: The entry of the calendar that sends the dossier; None where there is none.
        verdict: Whether the subject may ask for the level that it reaches; None where the text knows no term.
        later: Earlier recognitions, by their own word, that lie after the day of asking, and do not count.
    """

    rules: Recognition
    authority: Authority | None
    decided: date
    asked: date
    held: Held | None
    from_day: date | None
    dossier: Entry | None
    verdict: Verdict | None
    later: tuple[EarlierRecognition, ...]


def recognised(rule_set: AnyRuleSet, evidence: Evidence, reached: str) -> Recognised | None:
    """Return what is to be said of the recognition of *evidence*, whose figures reach the level *reached*.

    None where the rule set says nothing of recognition.
    """
    rules = rule_set.recognition
    if rules is None:
        return None
    decided, asked = decision_day(rule_set, evidence), asking_day(rule_set, evidence)
    held = _held(rule_set, rules, evidence, asked)
    from_day = months_after(held.given, rules.wait.months) if held is not None and rules.wait is not None else None
    places = {level.id: place for place, level in enumerate(reversed(rule_set.levels))}
    asking = Asking(
        reached=places[reached],
        held=places[held.level] if held is not None else 0,
        left=(held.until - asked).days if held is not None else 0,
        waited=(asked - from_day).days if from_day is not None else 0,
    )
    return Recognised(
        rules,
        rules.authority(evidence.subject.tier, decided),
        decided,
        asked,
        held,
        from_day,
        entry_of_role("dossier", rule_set, evidence),
        decide_asking(asking) if rules.validity is not None else None,
        tuple(each for each in evidence.recognitions if each.date >= asked),
    )


def held_on(day: date, rule_set: AnyRuleSet, evidence: Evidence) -> Held | None:
    """Return the recognition of the subject of *evidence* that holds on *day*; None where none does."""
    if rule_set.recognition is None:
        return None
    held = _held(rule_set, rule_set.recognition, evidence, day)
    return held if held is not None and held.until >= day else None


def _held(rule_set: AnyRuleSet, rules: Recognition, evidence: Evidence, day: date) -> Held | None:
    """Return the best title that holds on *day*, by its first decision; of those that have ended, the last."""
    if rules.validity is None:
        return None
    order = [level.id for level in rule_set.levels]
    titles = [
        Held(each.level, each.date, _until(each.date, rules.validity.months))
        for each in evidence.recognitions
        if each.date < day
    ]
    holding = [title for title in titles if title.until >= day]
    if not holding:
        # Of those that ended on one day the last decision, and of one day the better level, whatever their order.
        return max(titles, key=lambda title: (title.until, title.given, -order.index(title.level)), default=None)
    best = min(order.index(title.level) for title in holding)
    same = [title for title in titles if order.index(title.level) == best]
    until = max(title.until for title in holding if order.index(title.level) == best)
    return Held(order[best], _held_since(same), until)


def _held_since(titles: Sequence[Held]) -> date:
    """Return the first decision of *titles* from which on one followed the other without a gap."""
    first, *earlier = sorted(titles, key=lambda title: title.given, reverse=True)
    since = first.given
    for title in earlier:
        if title.until + timedelta(days=1) < since:
            break
        since = title.given
    return since


def _until(given: date, months: int) -> date:
    """Return the last day of a title: the term follows the year in which it was given (ADR 0011)."""
    return months_after(date(given.year + 1, 1, 1), months) - timedelta(days=1)
