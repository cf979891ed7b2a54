"""What a scale gives for what, in one sentence."""

from criteria.model import Indicator
from criteria.questions import AskChoice, AskShare
from criteria.scales import Bands, ChoicePoints, Judged, Proportional, Scale
from criteria.texts import Text, decimal_text, joined, percent_text, points_text


def scale_words(indicator: Indicator, scale: Scale) -> Text:
    """Return how *scale* turns an answer to *indicator* into points."""
    match scale:
        case Proportional(full_at_percent=full, step=step):
            share, by = percent_text(full), points_text(step)
            return Text(
                f"theo tỷ lệ, đủ điểm ở {share.vi}, làm tròn xuống bước {by.vi}",
                f"in proportion, full at {share.en}, rounded down to steps of {by.en}",
            )
        case Bands(bands=bands):
            return joined((_band(indicator, band.at_least, band.points) for band in bands), "; ")
        case ChoicePoints(options=options) if isinstance(indicator.answer, AskChoice):
            names = {option.id: option.name for option in indicator.answer.options}
            return joined((_option(names[entry.option], entry.option, entry.points) for entry in options), "; ")
        case Judged():
            return Text("người đánh giá chấm", "an assessor awards points")
    return Text("đạt thì đủ điểm, không đạt thì 0", "full points when met, else 0")


def _band(indicator: Indicator, at_least: int, points: int) -> Text:
    shown = percent_text(at_least) if isinstance(indicator.answer, AskShare) else decimal_text(at_least, 4)
    earned = points_text(points)
    return Text(f"từ {shown.vi}: {earned.vi}", f"from {shown.en}: {earned.en}")


def _option(name: Text, option: str, points: int) -> Text:
    earned = points_text(points)
    return Text(f"{name.vi} [{option}]: {earned.vi}", f"{name.en} [{option}]: {earned.en}")
