"""How a subject stands in few words: level and total, verdict on one item, and what changed."""

from collections.abc import Iterator

from criteria.texts import Text, joined, points_text
from ratings.names import MARKS, MET_NAMES, STATUS_NAMES
from ratings.record import AnyRating, Rating, TargetRating
from ratings.review.words import UNCHANGED
from rules.targets_deciding import lacking_at

ARROW = " → "


def level_and_total(rating: AnyRating) -> Text:
    """Return the level with the total; of targets, with how many the next level lacks."""
    return joined(_standing(rating), " · ")


def _standing(rating: AnyRating) -> Iterator[Text]:
    yield rating.level.name
    if isinstance(rating, Rating):
        yield _total(rating)
        return
    levels = rating.rule_set.levels
    place = levels.index(rating.level)
    if place:
        above = levels[place - 1]
        lacks = len(lacking_at(rating.decision, above.id))
        targets = "target" if lacks == 1 else "targets"
        yield Text(f"còn {lacks} chỉ tiêu để đạt {above.name.vi}", f"{lacks} {targets} short of {above.name.en}")


def level_in_short(rating: AnyRating) -> Text:
    """Return the level, and the total where there is one."""
    return joined([rating.level.name, *([_total(rating)] if isinstance(rating, Rating) else [])])


def _total(rating: Rating) -> Text:
    points, most = points_text(rating.decision.points), points_text(rating.rule_set.total.points)
    return Text(f"{points.vi}/{most.vi}", f"{points.en}/{most.en}")


def verdict_on(rating: AnyRating, item: str) -> Text:
    """Return mark and points of *item*, which was judged; of targets, a mark for each level, the least first."""
    if isinstance(rating, TargetRating):
        return _at_levels(rating, item)
    verdict = rating.indicators.get(item) or rating.criteria[item]
    mark, named = MARKS[verdict.status], STATUS_NAMES[verdict.status]
    if verdict.status == "not_applicable":
        return Text(f"{mark} {named.vi}", f"{mark} {named.en}")
    points, most = points_text(verdict.points), points_text(verdict.max_points)
    return Text(f"{mark} {points.vi}/{most.vi} {named.vi}", f"{mark} {points.en}/{most.en} {named.en}")


def _at_levels(rating: TargetRating, item: str) -> Text:
    names = {level.id: level.name for level in rating.rule_set.levels}
    marks = []
    for level, verdict in reversed(list(rating.decision.targets[item].items())):
        name, met = names[level], MET_NAMES[verdict.status]
        mark = MARKS[verdict.status]
        marks.append(Text(f"{mark} {name.vi}: {met.vi}", f"{mark} {name.en}: {met.en}"))
    return joined(marks, "  ")


def from_to(before: Text, after: Text) -> Text:
    """Return what was and what is, or that nothing changed."""
    if before == after:
        return Text(f"{before.vi} ({UNCHANGED.vi})", f"{before.en} ({UNCHANGED.en})")
    return Text(before.vi + ARROW + after.vi, before.en + ARROW + after.en)
