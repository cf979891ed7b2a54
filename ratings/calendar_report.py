"""The calendar for a reader: what is due when, who does it, with which papers."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from rich.console import Group, RenderableType

from criteria.texts import Language, Speaker, Text, joined
from ratings.explaining_recognition import explained_recognition
from ratings.layout import Hanging, Styled
from ratings.names import PROVENANCE_NAMES, STYLES
from ratings.record import AnyRating
from ratings.scheduling import Counted, Scheduled

WEEKDAYS = (
    Text("thứ hai", "Monday"),
    Text("thứ ba", "Tuesday"),
    Text("thứ tư", "Wednesday"),
    Text("thứ năm", "Thursday"),
    Text("thứ sáu", "Friday"),
    Text("thứ bảy", "Saturday"),
    Text("chủ nhật", "Sunday"),
)


LONGEST_WINDOW = timedelta(days=31)
WORKING_DAYS = Text(
    "Ngày làm việc: thứ hai đến thứ sáu, trừ ngày lễ và ngày nghỉ bù, hoán đổi đã công bố; với năm chưa công bố lịch"
    " nghỉ, kết quả có thể thay đổi.",
    "Working days: Monday to Friday, without public holidays and the days announced in their place; for years of which"
    " nothing is announced yet, they may change.",
)


def day_text(day: date) -> Text:
    """Return *day* as each language writes it.

    >>> day_text(date(2026, 1, 15)).vi
    '15/01/2026'
    """
    return Text(f"{day:%d/%m/%Y}", f"{day}")


def weekday_text(day: date) -> Text:
    """Return *day* with the day of the week."""
    name, shown = WEEKDAYS[day.weekday()], day_text(day)
    return Text(f"{name.vi} {shown.vi}", f"{name.en} {shown.en}")


def when_text(each: Scheduled) -> Text:
    """Return when *each* is due, in one line."""
    if each.last is None or each.first is None:
        if each.counted is not None:
            days, after = each.counted.days, each.counted.after
            return Text(
                f"trong {days} ngày làm việc kể từ “{after.vi}”", f"within {days} working days from “{after.en}”"
            )
        return Text("văn bản không ấn định ngày", "the text sets no date")
    last = day_text(each.last)
    if each.by is None:
        return last
    if each.before is not None:
        before = day_text(each.before)
        return Text(f"trước ngày {before.vi}", f"before {before.en}")
    if each.first != each.last:
        first = day_text(each.first)
        return Text(f"từ {first.vi} đến hết {last.vi}", f"from {first.en} to {last.en}")
    return Text(f"chậm nhất {last.vi}", f"by {last.en}")


def bodies_text(each: Scheduled, by: Text) -> Text:
    """Return *by* whom something is done and to whom; and since when those whom the text names are no more."""
    bodies = [_body(by, each.by_gone)]
    if each.to is not None:
        bodies.append(_body(each.to, each.to_gone))
    return joined(bodies, " → ")


def _body(name: Text, gone: date | None) -> Text:
    if gone is None:
        return name
    day = day_text(gone)
    return Text(f"{name.vi} (không còn từ {day.vi})", f"{name.en} (no longer there since {day.en})")


def source_text(each: Scheduled) -> Text:
    """Return where the text says so, and how sure that is."""
    place = each.citation.text if each.citation is not None else Text("cách hiểu của xhht", "reading of xhht")
    return joined([place, PROVENANCE_NAMES[each.provenance]], " · ")


def day_lines(each: Scheduled) -> Iterator[Text]:
    """Yield how the last day of *each* came about, and the working day on which it is safe."""
    if each.counted is not None and each.counted.start is not None:
        yield _counted(each.counted, each.counted.start)
    if each.last is None or each.by is None or each.done is not None:
        return
    if each.first is not None and each.last - each.first > LONGEST_WINDOW:
        return  # a span of which the last day is no deadline
    if each.working is not None and each.working != each.last:
        last, working = weekday_text(each.last), weekday_text(each.working)
        yield Text(
            f"Hạn cuối {last.vi} là ngày nghỉ; ngày làm việc cuối cùng: {working.vi}.",
            f"The last day, {last.en}, is no working day; the last one before it: {working.en}.",
        )
    elif each.before is not None:
        last = weekday_text(each.last)
        yield Text(f"Ngày cuối cùng còn kịp: {last.vi}.", f"The last day in time: {last.en}.")


def calendar_of(rating: AnyRating, scheduled: Sequence[Scheduled], language: Language) -> RenderableType:
    """Return the calendar of *rating* as text."""
    return Group(*_Page(rating, scheduled, language).parts())


class _Page(Speaker):
    def __init__(self, rating: AnyRating, scheduled: Sequence[Scheduled], language: Language) -> None:
        super().__init__(language)
        self._rating, self._scheduled = rating, scheduled

    def parts(self) -> Iterator[RenderableType]:
        rating = self._rating
        yield Styled(rating.evidence.subject.name, "bold")
        year, title, short = rating.evidence.year, rating.rule_set.title, rating.rule_set.text.short
        yield Styled(
            self._say(
                f"Lịch đánh giá năm {year} · {title.vi} · {short.vi}",
                f"Calendar for the year {year} · {title.en} · {short.en}",
            ),
            "dim",
        )
        if not rating.rule_set.calendar:
            name = rating.rule_set.id
            yield Styled(self._say(f"{name}: văn bản không ấn định lịch.", f"{name}: the text sets no dates."))
        for each in self._scheduled:
            yield Styled()
            yield from self._entry(each)
        if rating.recognition is not None:
            yield Styled()
            yield from self._recognition()
        if any(each.counted or each.working for each in self._scheduled):
            yield Styled()
            yield Styled(self._in(WORKING_DAYS), "dim")

    def _entry(self, each: Scheduled) -> Iterator[RenderableType]:
        mark, style = ("✓", STYLES["pass"]) if each.done is not None else ("•", "bold")
        done = day_text(each.done) if each.done is not None else None
        when = when_text(each) if done is None else Text(f"đã làm {done.vi}", f"done on {done.en}")
        head = Styled.assemble((f"{self._in(when)}: ", "bold"), self._in(each.name))
        yield Hanging(Styled(f" {mark} ", style), head)
        for line in self._lines(each):
            yield Hanging(Styled("   "), line)

    def _lines(self, each: Scheduled) -> Iterator[Styled]:
        if each.done is not None and each.last is not None:
            late = self._say(", quá hạn", ", too late") if each.is_late else ""
            yield Styled(
                f"{self._say('Hạn: ', 'Due: ')}{self._in(when_text(each))}{late}.", STYLES["fail"] if late else ""
            )
        yield from (Styled(self._in(line)) for line in day_lines(each))
        if each.by is not None:
            yield Styled(self._in(bodies_text(each, each.by)))
        if each.papers:
            papers = joined(each.papers, "; ")
            yield Styled(self._say(f"Hồ sơ: {papers.vi}.", f"Papers: {papers.en}."))
        yield Styled(self._in(source_text(each)), "dim")

    def _recognition(self) -> Iterator[RenderableType]:
        shown = explained_recognition(self._rating)
        if shown is not None:
            yield Styled(self._in(shown.explanation))
            if shown.asking is not None:
                sure = shown.asking.provenance or "official"
                unsure = "" if sure == "official" else f" [{self._in(PROVENANCE_NAMES[sure])}]"
                yield Styled(self._in(shown.asking.explanation) + unsure)


def _counted(counted: Counted, day: date) -> Text:
    start = day_text(day)
    supposed = Text("", "") if counted.is_known else Text(", nếu đúng hạn cuối", ", if on its last day")
    said = Text(
        f"{counted.days} ngày làm việc kể từ {start.vi} ({counted.after.vi}{supposed.vi})",
        f"{counted.days} working days from {start.en} ({counted.after.en}{supposed.en})",
    )
    if counted.weekends:
        listed = joined(map(weekday_text, counted.weekends), ", ")
        said = Text(f"{said.vi}, tính cả {listed.vi}", f"{said.en}, {listed.en} among them")
    if not counted.holidays:
        return Text(f"{said.vi}.", f"{said.en}.")
    days = [(each.name, day_text(each.day)) for each in counted.holidays]
    vi = "; ".join(f"{day.vi} {name.vi}" for name, day in days)
    en = "; ".join(f"{day.en} {name.en}" for name, day in days)
    return Text(f"{said.vi}, không tính ngày nghỉ: {vi}.", f"{said.en}, not counting: {en}.")
