"""What an answer says and what a scale asks of it, shortly: "38/40 thành viên (95 %)", "100 % thành viên"."""

from criteria.amounts import VALUE_PLACES, least_count, share_ppm
from criteria.answers import (
    Answer,
    ChoiceAnswer,
    MetAnswer,
    NotApplicableAnswer,
    PointsAnswer,
    ShareAnswer,
    ValueAnswer,
)
from criteria.base import Area
from criteria.model import Indicator
from criteria.questions import AskChange, AskChoice, AskShare, AskValue
from criteria.scales import Step
from criteria.shared import BaseIndicator
from criteria.texts import Text, count_text, decimal_text, joined, percent_text, points_text, ratio_text

CHANGES = {
    "rise": Text("tăng so với năm trước liền kề", "a rise against the year before"),
    "fall": Text("giảm so với năm trước liền kề", "a fall against the year before"),
}


def measured(indicator: BaseIndicator, answer: Answer | None) -> Text:
    """Return what *answer* says, shortly: "38/40 thành viên (95 %)"."""
    match answer, indicator.answer:
        case MetAnswer(met=met), _:
            return Text("có", "yes") if met else Text("không", "no")
        case ShareAnswer(count=count, of=of), AskShare(of=unit):
            share = percent_text(share_ppm(count, of))
            numbers = ratio_text(count, of)
            return Text(f"{numbers.vi} {unit.vi} ({share.vi})", f"{numbers.en} {unit.en} ({share.en})")
        case ValueAnswer(value=value), AskValue(unit=unit):
            return quantity(value, unit)
        case ValueAnswer(value=value, previous=int(previous)), AskChange(unit=unit):
            now, before = quantity(value, unit), quantity(previous, unit)
            return Text(f"{now.vi} (năm trước {before.vi})", f"{now.en} (the year before: {before.en})")
        case ChoiceAnswer(choice=choice), AskChoice(options=options):
            return next(option.name for option in options if option.id == choice)
        case PointsAnswer(points=points), _:
            shown = points_text(points)
            return Text(f"{shown.vi} điểm do người đánh giá chấm", f"{shown.en} points from an assessor")
        case NotApplicableAnswer(), _:
            return Text("không áp dụng", "not applicable")
    return Text("chưa trả lời", "no answer")


def quantity(value: int, unit: Text) -> Text:
    """Return a *value*, in millionths, with its *unit*; English writes 97.1%, Vietnamese 97,1 %."""
    number = decimal_text(value, VALUE_PLACES)
    return Text(f"{number.vi} {unit.vi}", f"{number.en}{'' if unit.en == '%' else ' '}{unit.en}")


def required(indicator: Indicator, area: Area) -> Text:
    """Return what full points ask, shortly: "100 % thành viên"."""
    best = best_step(indicator, area)
    if best is None:
        most = points_text(indicator.max_points.points)
        return Text(f"{most.vi} điểm", f"{most.en} points")
    return threshold(indicator, best.at_least or 0)


def threshold(indicator: BaseIndicator, least: int) -> Text:
    """Return what a measure of *least* asks of an answer: `có`, `từ 90 % thành viên`, `"Tập thể ..." trở lên`."""
    match indicator.answer:
        case AskShare(of=unit):
            share = percent_text(least)
            # 100 % has nothing above it.
            at_least = Text("", "") if least >= share_ppm(1, 1) else Text("từ ", "at least ")
            return Text(f"{at_least.vi}{share.vi} {unit.vi}", f"{at_least.en}{share.en} of {unit.en}")
        case AskValue(unit=unit):
            value = joined([decimal_text(least, VALUE_PLACES), unit])
            return Text(f"từ {value.vi}", f"at least {value.en}")
        case AskChoice(options=options):
            name = options[least].name
            more = least + 1 < len(options)
            return Text(f'"{name.vi}"{" trở lên" if more else ""}', f'"{name.en}"{" or higher" if more else ""}')
        case AskChange(direction=direction):
            return CHANGES[direction]
    return Text("có", "yes")


def best_step(indicator: Indicator, area: Area) -> Step | None:
    """The least step with full points; None where an assessor judges."""
    steps = indicator.steps[area]
    return next((step for step in reversed(steps) if step.points == indicator.max_points.points), None)


def lacking(indicator: BaseIndicator, answer: Answer | None, least: int) -> Text | None:
    """What *answer* lacks for a measure of *least*, in things that can be counted; None if nothing can be."""
    match answer, indicator.answer:
        case ShareAnswer(count=count, of=of), AskShare(of=unit):
            more = count_text(least_count(least, of) - count)
            return Text(f"{more.vi} {unit.vi} đạt", more.en)
        case ValueAnswer(value=value), AskValue(unit=unit):
            return joined([decimal_text(least - value, VALUE_PLACES), unit])
    return None
