"""Why the level is what it is: the total against the thresholds, and the gates."""

from collections.abc import Iterator

from criteria.amounts import as_points
from criteria.model import Level
from criteria.texts import Text, joined, points_text
from ratings.above import barred_by_gates
from ratings.record import Rating
from ratings.result import PointsLevel


def points_levels(rating: Rating) -> Iterator[PointsLevel]:
    """Yield each level of the rule set, best first, with what the total lacks for it."""
    area, reached = rating.evidence.subject.area, False
    for level in rating.rule_set.levels:
        reached = reached or level is rating.level
        least = level.least_points(area)
        yield PointsLevel(
            level.id,
            level.name,
            as_points(least),
            as_points(max(0, least - rating.decision.points)),
            reached,
            level.citation.text,
            level.provenance_in(area),
        )


def level_explanation(rating: Rating) -> Text:
    """Return why *rating* has its level, from the rule that gave it."""
    total = points_text(rating.decision.points)
    if rating.decision.rule.endswith("/reached-between"):
        return _between(rating, total)
    barred = barred_by_gates(rating)
    if barred is not None:
        least = points_text(barred.least_points(rating.evidence.subject.area))
        gates = joined(_gates(rating, barred), "; ")
        return Text(
            f"{total.vi} điểm đủ cho loại {barred.name.vi} (từ {least.vi}), nhưng chưa đạt điều kiện: {gates.vi}.",
            f"{total.en} points are enough for {barred.name.en} (from {least.en}), but not all gates hold: {gates.en}.",
        )
    return joined(_total(rating, total), " ")


def _total(rating: Rating, total: Text) -> Iterator[Text]:
    levels, area = rating.rule_set.levels, rating.evidence.subject.area
    place = levels.index(rating.level)
    least = points_text(rating.level.least_points(area))
    above = points_text(levels[place - 1].least_points(area)) if place else None
    if above is None:
        yield Text(f"{total.vi} điểm, từ {least.vi} điểm trở lên.", f"{total.en} points: {least.en} or more.")
    elif rating.level is levels[-1]:
        yield Text(f"{total.vi} điểm, dưới {above.vi} điểm.", f"{total.en} points: below {above.en}.")
    else:
        yield Text(
            f"{total.vi} điểm, từ {least.vi} đến dưới {above.vi} điểm.",
            f"{total.en} points: {least.en} to below {above.en}.",
        )


def _gates(rating: Rating, level: Level) -> Iterator[Text]:
    gates = {gate.id: gate for gate in rating.rule_set.gates}
    for block in rating.decision.blocks:
        if block.level == level.id and block.gate is not None:
            gate, items = gates[block.gate], ", ".join(block.items)
            cited = gate.citation.text
            yield Text(
                f"{gate.name.vi} ({cited.vi}), vướng ở {items}", f"{gate.name.en} ({cited.en}), broken at {items}"
            )


def _between(rating: Rating, total: Text) -> Text:
    reading, level = rating.rule_set.between_levels, rating.level
    place = rating.rule_set.levels.index(level)
    above = rating.rule_set.levels[place - 1]
    low, high, next_ = (points_text(points or 0) for points in (level.from_points, level.to_points, above.from_points))
    assert reading is not None  # lint: the rule that fired is there only with its reading
    silent = Text(
        f"{total.vi} điểm nằm giữa hai mức mà văn bản ghi: {low.vi}–{high.vi} và từ {next_.vi}.",
        f"{total.en} points lie between two bands that the text prints: {low.en}–{high.en} and from {next_.en}.",
    )
    return joined([silent, reading.note])
