"""Earlier recognitions and dates of the calendar, against the rule set: are they of levels and entries that it has?"""

from collections.abc import Iterator

from criteria.problems import Problem, nearest, pointer, quote
from criteria.targets_model import AnyRuleSet
from criteria.texts import Text
from ratings.due_dates import entries_of
from ratings.evidence import Evidence

LAST_YEARS = 3
"""For so many years after the one that is rated something of its calendar can still be done."""


def check_recognition(evidence: Evidence, rule_set: AnyRuleSet) -> Iterator[Problem]:
    """Yield what is wrong with the recognitions and the dates of *evidence*."""
    yield from _recognitions(evidence, rule_set)
    yield from _dates(evidence, rule_set)


def _recognitions(evidence: Evidence, rule_set: AnyRuleSet) -> Iterator[Problem]:
    if not evidence.recognitions:
        return
    if rule_set.recognition is None or rule_set.recognition.validity is None:
        wrong = Text(
            f"{rule_set.id} không có thời hạn công nhận nên không dùng các lần công nhận trước.",
            f"{rule_set.id} knows no term of recognition and uses no earlier ones.",
        )
        yield Problem("/recognitions", None, wrong, Text('Bỏ "recognitions".', 'Drop "recognitions".'))
        return
    levels = [level.id for level in rule_set.levels[:-1]]
    listed = ", ".join(f'"{level}"' for level in levels)
    for place, each in enumerate(evidence.recognitions):
        if each.level not in levels:
            wrong = Text(f"Không có mức {quote(each.level)}.", f"There is no level {quote(each.level)}.")
            right = Text(f"Ghi một trong: {listed}.", f"Write one of: {listed}.")
            yield Problem(pointer(["recognitions", place, "level"]), quote(each.level), wrong, right)


def _dates(evidence: Evidence, rule_set: AnyRuleSet) -> Iterator[Problem]:
    known = [entry.id for entry in entries_of(rule_set, evidence)]
    for name, day in evidence.dates.items():
        if name not in known:
            wrong = Text(
                f"Lịch của {rule_set.id} không có mục {quote(name)}.",
                f"The calendar of {rule_set.id} has no entry {quote(name)}.",
            )
            right = nearest(name, known) if known else Text('Bỏ "dates".', 'Drop "dates".')
            yield Problem(pointer(["dates", name]), quote(name), wrong, right)
        elif day.year not in range(evidence.year, evidence.year + LAST_YEARS + 1):
            read, first = f"{day.day:02}/{day.month:02}/{day.year:04}", evidence.year
            wrong = Text(f"{read} không thuộc đợt đánh giá năm {first}.", f"{day} is no day of the rating for {first}.")
            last = first + LAST_YEARS
            right = Text(
                f"Ghi ngày từ 01/01/{first} đến 31/12/{last}.", f"Write a day from {first}-01-01 to {last}-12-31."
            )
            yield Problem(pointer(["dates", name]), quote(day.isoformat()), wrong, right)
