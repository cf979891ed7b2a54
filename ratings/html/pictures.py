"""Pictures as bars, one under the other: how long each is, where its mark stands, and what is written on it.

Lengths are whole units of the picture, which is ``WIDTH`` wide; a page draws it as wide as there is room.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from textwrap import shorten
from typing import NamedTuple

from criteria.texts import Language, Text, count_text, joined, points_as_text, ratio_text
from ratings.html import words
from ratings.names import MARKS
from ratings.result import CriterionResult, IndicatorResult, PointsLevel, Result
from ratings.result_targets import TargetCriterionResult, TargetResult
from rules.program import Status

WIDTH = 340
ROW = 40
_LETTERS = 50
"""That fit into one line of a picture."""


class Bar(NamedTuple):
    """One bar: what stands over it on the left and on the right, how long it can be, is, and is to be."""

    label: str
    value: str
    whole: int
    filled: int
    needed: int | None


class Picture(NamedTuple):
    """Bars with what they show, in words."""

    id: str
    title: Text
    description: Text
    bars: tuple[Bar, ...]

    @property
    def height(self) -> int:
        """Units from the top of the first bar to the foot of the last."""
        return ROW * len(self.bars)


def points_picture(result: Result, language: Language) -> Picture:
    """Return the points of each criterion against its maximum, all on one scale."""
    longest = max(criterion.max_points for criterion in result.criteria)
    total, most = points_as_text(result.points), points_as_text(result.max_points)
    described = Text(f"Tổng: {total.vi}/{most.vi} điểm.", f"Total: {total.en} of {most.en} points.")
    bars = (_criterion_bar(each, longest, language) for each in result.criteria)
    return Picture("points", words.BY_CRITERION, joined([described, words.SAME_FIGURES]), tuple(bars))


def score(judged: CriterionResult | IndicatorResult) -> Text:
    """Return the points and the maximum of *judged*: "9,5/12"; nothing where it is not applicable."""
    if judged.status == "not_applicable":
        return Text("", "")
    points, most = points_as_text(judged.points), points_as_text(judged.max_points)
    return Text(f"{points.vi}/{most.vi}", f"{points.en}/{most.en}")


def _criterion_bar(criterion: CriterionResult, longest: Decimal, language: Language) -> Bar:
    return _bar(
        f"{criterion.id}. {criterion.short.into(language)}",
        f"{MARKS[criterion.status]} {score(criterion).into(language)}".strip(),
        (criterion.points, criterion.max_points, longest),
    )


def levels_picture(result: Result, language: Language) -> Picture:
    """Return the total against what each level needs."""
    levels = levels_to_reach(result)
    described = (_level_sentence(level) for level in levels)
    bars = []
    for level in levels:
        least = points_as_text(level.least_points)
        label = Text(f"{level.name.vi}: từ {least.vi} điểm", f"{level.name.en}: from {least.en} points")
        mark = MARKS["pass" if level.reached else "fail"]
        bars.append(
            _bar(
                label.into(language),
                f"{mark} {(words.BARRED if _is_barred(level) else distance(level)).into(language)}",
                (result.points, result.max_points, result.max_points),
                level.least_points,
            )
        )
    return Picture("levels", words.TO_EACH_LEVEL, joined([*described, words.SAME_FIGURES]), tuple(bars))


def levels_to_reach(result: Result) -> Sequence[PointsLevel]:
    """Return the levels that need points: the last one is what is left where none is reached."""
    return [level for level in result.levels if level.least_points]


def distance(level: PointsLevel) -> Text:
    """Return how far off *level* is."""
    if level.reached:
        return words.REACHED
    if _is_barred(level):
        return words.GATES_BAR
    needed = points_as_text(level.points_needed)
    return Text(f"còn thiếu {needed.vi} điểm", f"{needed.en} points short")


def _is_barred(level: PointsLevel) -> bool:
    return not level.reached and not level.points_needed


def _level_sentence(level: PointsLevel) -> Text:
    said = distance(level)
    return Text(f"{level.name.vi}: {said.vi}.", f"{level.name.en}: {said.en}.")


class MetAtLevel(NamedTuple):
    """How many targets of a criterion are met at a level, of those that apply."""

    name: Text
    status: Status
    met: int
    of: int


class TargetsMet(NamedTuple):
    """How many targets of a criterion are met, the least level first."""

    criterion: TargetCriterionResult
    levels: tuple[MetAtLevel, ...]


def targets_met(result: TargetResult) -> Iterator[TargetsMet]:
    """Yield each criterion with its targets."""
    for criterion in result.criteria:
        levels = []
        for level, judged in zip(reversed(result.levels), reversed(criterion.levels), strict=True):
            asked = (each for indicator in criterion.indicators for each in indicator.levels if each.level == level.id)
            met = [each.met for each in asked if each.met is not None]
            levels.append(MetAtLevel(level.name, judged.status, sum(met), len(met)))
        yield TargetsMet(criterion, tuple(levels))


def targets_picture(result: TargetResult, language: Language) -> Picture:
    """Return how many targets of each criterion are met at each level, all on one scale."""
    shown = [(each.criterion, level) for each in targets_met(result) for level in each.levels]
    longest = max((level.of for _, level in shown), default=0)
    bars = (
        _bar(
            f"{criterion.id}. {level.name.into(language)} · {criterion.short.into(language)}",
            f"{MARKS[level.status]} {ratio_text(level.met, level.of).into(language)}",
            (level.met, level.of, longest),
        )
        for criterion, level in shown
    )
    described = (level.explanation for level in reversed(result.levels))
    return Picture("points", words.TARGETS_BY_CRITERION, joined([*described, words.SAME_FIGURES]), tuple(bars))


def target_levels_picture(result: TargetResult, language: Language) -> Picture:
    """Return how many targets of each level are met, the least level first."""
    bars = []
    for level in reversed(result.levels):
        met, short = level.targets - len(level.lacking), count_text(len(level.lacking))
        lacks = Text(f"còn {short.vi} chỉ tiêu chưa đạt", f"{short.en} lacking") if level.lacking else words.REACHED
        counted = ratio_text(met, level.targets)
        label = Text(f"{level.name.vi}: {counted.vi} chỉ tiêu", f"{level.name.en}: {counted.en} targets")
        value = f"{MARKS[level.status]} {lacks.into(language)}"
        bars.append(_bar(label.into(language), value, (met, level.targets, level.targets), level.targets))
    described = (level.explanation for level in reversed(result.levels))
    return Picture("levels", words.TO_EACH_LEVEL, joined([*described, words.SAME_FIGURES]), tuple(bars))


def _bar(
    label: str,
    value: str,
    sizes: tuple[Decimal | int, Decimal | int, Decimal | int],
    needed: Decimal | int | None = None,
) -> Bar:
    """Return a bar of *sizes*: how long it is, can be, and the longest of the picture can be."""
    size, whole, longest = sizes
    lengths = [int(WIDTH * each / longest) if longest else 0 for each in (whole, size, needed or 0)]
    fitting = shorten(label, _LETTERS - len(value), placeholder="…")
    return Bar(fitting, value, lengths[0], lengths[1], lengths[2] if needed is not None else None)
