"""A text with standards for reading: every level with what it asks, citation and provenance; and what is counted."""

from collections.abc import Iterator

from rich.console import Group, RenderableType

from criteria.amounts import share_ppm
from criteria.base import Area
from criteria.standards_model import Condition, PopulationCount, Requirement, Standard, Standards
from criteria.texts import Language, Speaker, Text, joined, percent_text
from ratings.layout import Hanging, Styled
from ratings.rules_parts import legal_text, source_text


def standards_page(known: Standards, language: Language) -> RenderableType:
    """Return *known* in full."""
    return Group(*_Page(known, language).parts())


class _Page(Speaker):
    def __init__(self, known: Standards, language: Language) -> None:
        super().__init__(language)
        self._known = known

    def parts(self) -> Iterator[RenderableType]:
        known = self._known
        yield Styled(f"{known.id} · {self._in(known.title)}", "bold")
        yield Styled(self._in(legal_text(known.text)))
        yield Styled(
            self._say(
                "Đạt một mức là đạt tất cả những gì ghi dưới mức đó.",
                "A level is met when everything that stands below it holds.",
            )
        )
        for standard in known.standards:
            yield from self._standard(standard)
        yield Styled()
        yield Styled(self._say("Số liệu (mã ghi trong /standards/counts)", "Counts (ids in /standards/counts)"), "bold")
        for count in known.counts:
            yield Hanging(Styled(" - "), Styled.assemble((count.id, "bold"), f": {self._count(count)}"))

    def _standard(self, standard: Standard) -> Iterator[RenderableType]:
        yield Styled()
        yield Styled(f"{self._in(standard.name)} [{standard.id}]", "bold")
        for level in standard.levels:
            place = self._in(level.citation.text)
            yield Hanging(Styled(" "), Styled(f"{self._in(level.name)} [{level.id}] ({place})"))
            for needed in level.requires:
                yield self._item(self._requirement(needed), source_text(needed.citation, needed.provenance))
            for condition in level.conditions:
                yield self._item(self._condition(condition), source_text(condition.citation, condition.provenance))

    def _item(self, words: Text, source: Text) -> RenderableType:
        return Hanging(Styled("   - "), Styled(f"{self._in(words)} ({self._in(source)})"))

    def _requirement(self, needed: Requirement) -> Text:
        standard = self._known.by_id[needed.standard]
        level = next(level.name for level in standard.levels if level.id == needed.level)
        ids = f"[{needed.standard}, {needed.level}]"
        return Text(
            f"cần {standard.name.vi} {level.vi} {ids}",
            f"needs {standard.name.en}, {level.en} {ids}",
        )

    def _condition(self, condition: Condition) -> Text:
        asked = self._share(condition, "normal")
        words = Text(f"{condition.id}: {asked.vi}", f"{condition.id}: {asked.en}")
        if condition.difficult is None:
            return words
        if condition.difficult.counts is None and condition.difficult.of is None:
            other = _least(condition.difficult.at_least)
        else:
            other = self._share(condition, "difficult")
        return Text(f"{words.vi}; vùng khó khăn: {other.vi}", f"{words.en}; in a difficult area: {other.en}")

    def _share(self, condition: Condition, area: Area) -> Text:
        """Whom the condition counts in *area*, and the least share of whom they have to be."""
        asked, known = condition.share_in(area), self._known.counts_by_id
        counted = Text(
            " và ".join(known[name].label.vi for name in asked.counts),
            " and ".join(known[name].label.en for name in asked.counts),
        )
        least, of = _least(asked.at_least), known[asked.of].label
        return Text(f"{counted.vi}, {least.vi} {of.vi}", f"{counted.en}, {least.en} of {of.en}")

    def _count(self, count: PopulationCount) -> str:
        said = [count.label]
        if count.ages is not None:
            youngest, oldest = count.ages
            ages = f"{youngest}" if youngest == oldest else f"{youngest}–{oldest}"
            said.append(Text(f"độ tuổi: {ages}", f"ages: {ages}"))
        if count.among:
            larger = ", ".join(count.among)
            said.append(Text(f"thuộc {larger}", f"among {larger}"))
        return self._in(joined(said, "; "))


def _least(ppm: int) -> Text:
    share = percent_text(ppm)
    if ppm >= share_ppm(1, 1):
        return share  # nothing is above it
    return Text(f"từ {share.vi}", f"at least {share.en}")
