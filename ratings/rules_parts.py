"""Parts of the page of a rule set that both schemes have: readings, recognition, calendar, papers, questions."""

from collections.abc import Iterator
from datetime import date
from typing import Generic, TypeVar

from rich.console import RenderableType

from criteria.amounts import VALUE_PLACES
from criteria.base import Citation, Provenance
from criteria.calendar_model import Before, Between, By, Due, Entry, WorkingDays
from criteria.catalogue import all_rule_sets
from criteria.questions import AskChange, AskShare, AskValue, RolledUp
from criteria.recognition_model import Authority, Term
from criteria.shared import BaseIndicator, LegalText
from criteria.targets_model import AnyRuleSet
from criteria.texts import Language, Speaker, Text, decimal_text, joined
from ratings.deriving import standards_of
from ratings.layout import Hanging, Styled
from ratings.measures import CHANGES
from ratings.names import KIND_NAMES, PROVENANCE_NAMES, TIER_NAMES

_RuleSet = TypeVar("_RuleSet", bound=AnyRuleSet)


def subject_text(rule_set: AnyRuleSet) -> Text:
    """Return whom *rule_set* rates: "đơn vị cấp huyện, cấp tỉnh"."""
    kind = KIND_NAMES[rule_set.subject.kind]
    tiers = [TIER_NAMES[tier] for tier in rule_set.subject.tiers]
    if not tiers:
        return kind
    listed = joined(tiers, ", ")
    return Text(f"{kind.vi} {listed.vi}", f"{kind.en} ({listed.en})")


def legal_text(text: LegalText) -> Text:
    """Return which text it is, who issued it, when it holds and how sure that is."""
    force, source = text.in_force.text, PROVENANCE_NAMES[text.provenance]
    return Text(
        f"{text.short.vi}, {text.issuer.vi}, {text.issued:%d/%m/%Y}; {force.vi} ({source.vi}).",
        f"{text.short.en}, {text.issuer.en}, {text.issued:%Y-%m-%d}; {force.en} ({source.en}).",
    )


def source_text(citation: Citation | None, provenance: Provenance) -> Text:
    """Return where a figure stands and where it comes from: "Điều 5 khoản 1 · chính thức"."""
    source = PROVENANCE_NAMES[provenance]
    return joined([citation.text, source], " · ") if citation else source


def item(words: str) -> RenderableType:
    """Return *words* as one of a list."""
    return Hanging(Styled(" - "), Styled(words))


class PageParts(Speaker, Generic[_RuleSet]):
    """Builds the page of one rule set in one language."""

    def __init__(self, rule_set: _RuleSet, language: Language) -> None:
        """Show *rule_set* in *language*."""
        super().__init__(language)
        self._rule_set = rule_set
        self._standards = standards_of(rule_set)

    def _from(self, citation: Citation | None, provenance: Provenance) -> str:
        return self._in(source_text(citation, provenance))

    def _source(self, provenance: Provenance) -> str:
        return self._in(PROVENANCE_NAMES[provenance])

    def _head(self) -> Iterator[RenderableType]:
        rule_set = self._rule_set
        yield Styled(f"{rule_set.id} · {self._in(rule_set.title)}", "bold")
        yield Styled(self._in(legal_text(rule_set.text)))
        years, source = rule_set.years, self._source(rule_set.years.provenance)
        yield Styled(
            self._say(
                f"Dùng cho {subject_text(rule_set).vi}; năm đánh giá {years.text.vi} ({source}).",
                f"For {subject_text(rule_set).en}; years of assessment {years.text.en} ({source}).",
            )
        )
        for reading in (rule_set.missing, rule_set.not_applicable, rule_set.documents):
            if reading is not None:
                yield Styled(f"{self._in(reading.note)} ({self._from(reading.citation, reading.provenance)})")
        if self._standards is not None:
            short, command = self._standards.text.short, f"xhht rules show {self._standards.id}"
            yield Styled(
                self._say(
                    f"Tiêu chuẩn suy ra từ số liệu: {short.vi}, xem {command}.",
                    f"Standards that follow from counts: {short.en}, see {command}.",
                )
            )

    # Recognition, calendar and papers.

    def _recognition(self) -> Iterator[RenderableType]:
        recognition = self._rule_set.recognition
        if recognition is None:
            return
        yield Styled()
        yield Styled(self._say("Công nhận", "Recognition"), "bold")
        for each in recognition.authorities:
            yield item(self._authority(each))
        if recognition.none_named is not None:
            yield item(f"{self._in(recognition.none_named.note)} ({self._source(recognition.none_named.provenance)})")
        if recognition.validity is not None:
            months = recognition.validity.months
            yield item(
                self._say(
                    f"Kết quả công nhận giữ {months} tháng tiếp theo năm được công nhận",
                    f"A recognition holds for the {months} months that follow its year",
                )
                + self._term(recognition.validity)
            )
        if recognition.wait is not None:
            months = recognition.wait.months
            yield item(
                self._say(
                    f"Đề nghị nâng mức sau ít nhất {months} tháng kể từ ngày quyết định",
                    f"The next level can be asked for {months} months after the decision",
                )
                + self._term(recognition.wait)
            )

    def _authority(self, each: Authority) -> str:
        days = Text(f"từ {each.first:%d/%m/%Y}", f"from {each.first}")
        if each.last is not None:
            days = Text(f"{days.vi} đến hết {each.last:%d/%m/%Y}", f"{days.en} to {each.last}")
            if each.last_provenance is not None:
                source = PROVENANCE_NAMES[each.last_provenance]
                days = Text(f"{days.vi} ({source.vi})", f"{days.en} ({source.en})")
        tiers = "".join(f" ({self._in(TIER_NAMES[tier])})" for tier in each.tiers)
        return f"{self._in(each.name)}{tiers}, {self._in(days)} ({self._from(each.citation, each.provenance)})"

    def _term(self, term: Term) -> str:
        return f" ({self._from(term.citation, term.provenance)})"

    def _calendar(self) -> Iterator[RenderableType]:
        if not self._rule_set.calendar:
            return
        yield Styled()
        yield Styled(self._say("Lịch", "Calendar"), "bold")
        names = {entry.id: entry.name for entry in self._rule_set.calendar}
        for entry in self._rule_set.calendar:
            yield item(self._entry(entry, names))

    def _entry(self, entry: Entry, names: dict[str, Text]) -> str:
        bodies = self._body(entry.by, entry.by_until)
        if entry.to is not None:
            bodies += f" → {self._body(entry.to, entry.to_until)}"
        tiers = "".join(f" ({self._in(TIER_NAMES[tier])})" for tier in entry.tiers)
        papers = "".join(f"; {self._in(paper)}" for paper in entry.papers)
        held = self._say("hồ sơ: ", "papers: ") + papers[2:] + "; " if papers else ""
        due = self._in(due_text(entry.due, names))
        source = self._from(entry.citation, entry.provenance)
        return f"{self._in(entry.name)} [{entry.id}]: {bodies}{tiers}; {held}{due} ({source})"

    def _papers(self) -> Iterator[RenderableType]:
        """The papers that an office writes about its own rating."""
        if not self._rule_set.papers:
            return
        yield Styled()
        yield Styled(self._say("Giấy tờ", "Papers"), "bold")
        for paper in self._rule_set.papers:
            yield item(f"{self._in(paper.title)} [{paper.id}] ({self._from(paper.citation, paper.provenance)})")

    def _body(self, name: Text, until: date | None) -> str:
        """Whom an entry names, and until when it was there."""
        if until is None:
            return self._in(name)
        sure = PROVENANCE_NAMES["assumed"]
        return self._say(
            f"{name.vi} (còn đến hết {until:%d/%m/%Y}: {sure.vi})", f"{name.en} (there until {until}: {sure.en})"
        )

    # Questions.

    def _answer(self, indicator: BaseIndicator) -> Iterator[str]:
        """What the answer is held to, and what else may give it."""
        match indicator.answer:
            case AskValue(unit=unit, whole=whole, at_most=at_most):
                bounds = [self._say(f"Đơn vị: {unit.vi}", f"Unit: {unit.en}")]
                if whole:
                    bounds.append(self._say("số nguyên, từ 0", "a whole number, 0 or more"))
                if at_most is not None:
                    most = decimal_text(at_most, VALUE_PLACES)
                    bounds.append(self._say(f"nhiều nhất {most.vi}", f"at most {most.en}"))
                yield "; ".join(bounds)
            case AskChange(unit=unit, direction=direction, at_most=at_most):
                said = self._say(
                    f"Đơn vị: {unit.vi}; {CHANGES[direction].vi}", f"Unit: {unit.en}; {CHANGES[direction].en}"
                )
                if at_most is not None:
                    most = decimal_text(at_most, VALUE_PLACES)
                    said += self._say(f"; nhiều nhất {most.vi}", f"; at most {most.en}")
                yield said
            case AskShare() as asked:
                yield from self._share(asked)
        standard = self._rule_set.derived.get(indicator.id)
        if standard is not None and self._standards is not None:
            short, name = self._standards.text.short, self._standards.by_id[standard].name
            yield self._say(
                f"Suy ra từ số liệu theo {short.vi}: {name.vi} [{standard}]",
                f"Follows from the counts by {short.en}: {name.en} [{standard}]",
            )

    def _share(self, asked: AskShare) -> Iterator[str]:
        if asked.parts:
            listed = "; ".join(f"{self._in(part.label)} [{part.id}]" for part in asked.parts)
            yield self._say("Gồm: ", "Parts: ") + listed
        sources = []
        if asked.rolled_up is not None:
            members = members_text(asked.rolled_up)
            sources.append(self._say(f"tổng hợp từ {members.vi}", f"rolled up from members: {members.en}"))
        if asked.all is not None:
            everybody = f"{self._in(asked.of)} [{asked.all}]"
            sources.append(self._say(f"mẫu số: tất cả {everybody}", f"of all {everybody}"))
        if sources:
            said = "; ".join(sources)
            yield said[:1].upper() + said[1:]


def due_text(due: Due, names: dict[str, Text]) -> Text:
    """Return when something is *due*, without a year: "trước ngày 15/01 năm sau"; *names* are those of the entries."""
    match due:
        case Before(day=day, years_after=after):
            return _in_year(Text(f"trước ngày {_day(day)}", f"before {day}"), after)
        case By(day=day, years_after=after):
            return _in_year(Text(f"chậm nhất ngày {_day(day)}", f"by {day}"), after)
        case Between(first=first, last=last, years_after=after):
            return _in_year(Text(f"từ {_day(first)} đến hết {_day(last)}", f"from {first} to {last}"), after)
        case WorkingDays(days=days, after=entry):
            name = names[entry]
            return Text(f"trong {days} ngày làm việc kể từ “{name.vi}”", f"within {days} working days from “{name.en}”")
    return Text("văn bản không ấn định ngày", "the text sets no date")


def _day(day: str) -> str:
    return f"{day[3:]}/{day[:2]}"


def _in_year(said: Text, after: int) -> Text:
    year = (Text("năm đánh giá", "the year of assessment"), Text("năm sau", "the year after"))
    vi, en = (year[after].vi, year[after].en) if after < len(year) else (f"{after} năm sau", f"{after} years after")
    return Text(f"{said.vi} {vi}", f"{said.en} of {en}")


def members_text(rolled_up: RolledUp) -> Text:
    """Return whose share it is: "gia đình được công nhận [recognised]"; the level is named as their rule set does."""
    kind = KIND_NAMES[rolled_up.kind]
    level = next(
        level.name
        for rule_set in all_rule_sets()
        for level in rule_set.levels
        if rule_set.subject.kind == rolled_up.kind and level.id == rolled_up.level  # lint proves that there is one
    )
    vi, en = level.vi[:1].lower() + level.vi[1:], level.en[:1].lower() + level.en[1:]
    return Text(f"{kind.vi} {vi} [{rolled_up.level}]", f"{kind.en}, {en} [{rolled_up.level}]")
