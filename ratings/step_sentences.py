"""Sentences on changes: "Thêm 2 thành viên có kế hoạch học tập được duyệt (38/40 → 40/40)."."""

from criteria.amounts import VALUE_PLACES, share_ppm
from criteria.answers import BlankAnswer, ChoiceAnswer, PointsAnswer, ShareAnswer, ValueAnswer
from criteria.questions import AskChange, AskChoice, AskShare, AskValue
from criteria.shared import BaseIndicator
from criteria.texts import Text, count_text, decimal_text, joined, points_text, ratio_text
from ratings.changing import Change
from ratings.explaining_shared import derived_standard
from ratings.explaining_standards import standard_explanation
from ratings.measures import CHANGES, quantity, threshold
from ratings.record import AnyRating


def change_sentence(rating: AnyRating, change: Change) -> Text:
    """Return what is to be done for *change*, a sentence."""
    indicator = rating.rule_set.by_id.get(change.item)
    if indicator is None:
        return _on_sheet(rating, change)
    papers = Text("một minh chứng", "one paper")
    if indicator.documents:
        listed = joined(indicator.documents, "; ")
        papers = Text(f"một minh chứng ({listed.vi})", f"one paper ({listed.en})")
    if change.kind == "paper":
        return Text(f"Bổ sung {papers.vi}.", f"Add {papers.en}.")
    said = _said(rating, indicator, change)
    standard = derived_standard(rating, indicator.id)
    if change.kind == "members":  # who they are is the next question
        said = joined(
            [
                said,
                Text(f"gần đạt nhất: xhht explain FILE {change.item}", f"the nearest: xhht explain FILE {change.item}"),
            ],
            "; ",
        )
    if change.paper:
        said = Text(f"{said.vi}; bổ sung {papers.vi}", f"{said.en}; add {papers.en}")
    said = Text(f"{said.vi}.", f"{said.en}.")
    if change.kind == "standard" and standard is not None:
        return joined([said, standard_explanation(rating, standard)])  # which counts lack, and how much
    return said


def _on_sheet(rating: AnyRating, change: Change) -> Text:
    called = rating.rule_set.criteria_by_id[change.item].called
    assert isinstance(change.answer, PointsAnswer)
    points = change.answer.points
    return Text(
        f"Phiếu chấm {points_text(points).vi} điểm: {called.vi}.", f"{_points(points)} on the sheet: {called.en}."
    )


def _said(rating: AnyRating, indicator: BaseIndicator, change: Change) -> Text:
    before, label = rating.answer_to(indicator.id), indicator.label
    match change.answer, indicator.answer:
        case PointsAnswer(points=points), _:
            had = points_text(before.points) if isinstance(before, PointsAnswer) else None
            was = Text(f" (nay {had.vi})", f" (now {had.en})") if had is not None else Text("", "")
            now = points_text(points)
            return Text(
                f"Được chấm {now.vi} điểm{was.vi}: {label.vi}", f"{_points(points)} awarded{was.en}: {label.en}"
            )
        case ShareAnswer() as better, AskShare() as asked:
            return _people(indicator, asked, before if isinstance(before, ShareAnswer) else None, better, change)
        case ValueAnswer(value=value, previous=previous), AskChange(unit=unit) as asked:
            moved = CHANGES[asked.direction]
            if not change.known or previous is None:
                return Text(f"Trả lời, {moved.vi}: {label.vi}", f"Answer, {moved.en}: {label.en}")
            was = quantity(previous, unit)
            return Text(f"{_capital(moved.vi)} ({was.vi}): {label.vi}", f"{_capital(moved.en)} ({was.en}): {label.en}")
        case ValueAnswer(value=value), AskValue(unit=unit):
            had = decimal_text(before.value, VALUE_PLACES) if isinstance(before, ValueAnswer) else None
            return _value(quantity(value, unit), had, label)
        case ChoiceAnswer(choice=choice), AskChoice(options=options):
            name = next(option.name for option in options if option.id == choice)
            least = Text("", "") if choice == options[-1].id else Text("ít nhất ", "at least ")  # or higher, if any is
            verb = Text("Lên", "Rise to") if change.kind == "standard" else Text("Đạt", "Reach")
            return Text(f"{verb.vi} {least.vi}“{name.vi}”: {label.vi}", f"{verb.en} {least.en}“{name.en}”: {label.en}")
    if before is None or isinstance(before, BlankAnswer):
        return Text(
            f"Thực hiện, nếu chưa, rồi trả lời là có: {label.vi}", f"Do it, if not done, and answer yes: {label.en}"
        )
    return Text(f"Thực hiện để trả lời được là có: {label.vi}", f"Do it, so that the answer is yes: {label.en}")


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _points(hundredths: int) -> str:
    """Return points as English counts them."""
    return f"{points_text(hundredths).en} {'point' if hundredths == 100 else 'points'}"


def _value(now: Text, had: Text | None, label: Text) -> Text:
    if had is None:
        return Text(f"Có {now.vi}: {label.vi}", f"Have {now.en}: {label.en}")
    return Text(f"Nâng từ {had.vi} lên {now.vi}: {label.vi}", f"From {had.en} to {now.en}: {label.en}")


def _people(
    indicator: BaseIndicator, asked: AskShare, before: ShareAnswer | None, better: ShareAnswer, change: Change
) -> Text:
    label, counted = indicator.label, asked.counted
    if not change.known:
        needed = threshold(indicator, share_ppm(better.count, better.of))
        return Text(f"Trả lời, đạt {needed.vi}: {label.vi}", f"Answer, with {needed.en}: {label.en}")
    now = ratio_text(better.count, better.of)
    if before is None:
        return Text(f"Có {now.vi} {counted.vi}", f"{now.en} {counted.en}")
    added = better.count - before.count
    more, was = count_text(added), ratio_text(before.count, before.of)
    sign = ":" if added == 1 else ""  # what is counted is called in the plural
    return Text(
        f"Thêm {more.vi} {counted.vi} ({was.vi} → {now.vi})",
        f"{more.en} more{sign} {counted.en} ({was.en} → {now.en})",
    )
