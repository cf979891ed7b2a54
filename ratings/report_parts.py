"""Parts of the text report that ratings by points and by targets have alike."""

from collections.abc import Iterator, Sequence
from typing import Generic, TypeVar

from rich.console import RenderableType
from rich.text import Text as RichText

from criteria.answers import Document
from criteria.base import Provenance
from criteria.texts import Language, Speaker, Text
from ratings.layout import Hanging, Styled
from ratings.names import AREA_NAMES, PROVENANCE_NAMES, STYLES, document_text
from ratings.result_sentences import (
    finding_lead,
    overlay_sentence,
    possible_sentence,
    provenance_sentence,
    recognition_sentences,
    rule_set_sentence,
    supposed_sentence,
)
from ratings.result_targets import AnyResult
from ratings.text_sections import members_section, standards_section

NARROW = 60
MANY_CRITERIA = 5
"""With more criteria than so many, a table of them comes first: the verdict fits one screen."""
FINDING_STYLE = "yellow"

_Result = TypeVar("_Result", bound=AnyResult)


class ReportParts(Speaker, Generic[_Result]):
    """Builds the parts of one report in one language."""

    _scoring = Text(" · cách chấm: ", " · scoring: ")

    def __init__(self, result: _Result, language: Language, *, narrow: bool) -> None:
        """Report on *result*; *narrow*: in few columns."""
        super().__init__(language)
        self._result = result
        self._narrow = narrow

    def _about(self) -> Iterator[RenderableType]:
        """Whom, and by which rule set."""
        result, subject = self._result, self._result.subject
        yield Styled(subject.name, "bold")
        about = [self._in(result.rule_set.title), self._say(f"năm {result.year}", f"year {result.year}")]
        if subject.area != "normal":
            about.append(self._say(f"địa bàn {AREA_NAMES[subject.area].vi}", f"{AREA_NAMES[subject.area].en} area"))
        yield Styled(" · ".join([*about, *([subject.code] if subject.code else [])]), "dim")
        yield Styled(self._in(rule_set_sentence(result)), "dim")
        yield Styled(self._in(result.explanation))
        yield from self._supposed()
        yield from self._overlay()

    def _supposed(self) -> Iterator[RenderableType]:
        """Which answers count only because a paper is supposed to be there."""
        supposed = supposed_sentence(self._result)
        if supposed is not None:
            yield Styled(self._in(supposed), STYLES["missing"])

    def _overlay(self) -> Iterator[RenderableType]:
        overlay = overlay_sentence(self._result)
        if overlay is not None:
            yield Styled(self._in(overlay))

    def _possible(self) -> Iterator[RenderableType]:
        """What can still come out once what is missing is there."""
        possible = possible_sentence(self._result)
        if possible is not None:
            yield Styled(self._in(possible), STYLES["missing"])

    def _papers(self, documents: Sequence[Document]) -> Iterator[Styled]:
        if documents:
            papers = "; ".join(self._in(document_text(document)) for document in documents)
            yield Styled(self._say(f"Minh chứng: {papers}", f"Documents: {papers}"))

    def _scored_by(self, provenance: Provenance) -> str:
        if provenance == "official":
            return ""
        return self._in(self._scoring) + self._in(PROVENANCE_NAMES[provenance])

    def _behind(self) -> Iterator[RenderableType]:
        """What stands behind the answers: standards and members."""
        yield from standards_section(self._result, self._language)
        yield from members_section(self._result, self._language)

    def _after(self) -> Iterator[RenderableType]:
        """What follows the verdicts: recognition, findings, provenance."""
        yield from self._recognition()
        yield from self._findings()
        yield Styled()
        yield self._provenance()

    def _steps_in_short(self) -> Iterator[RenderableType]:
        """How many changes the cheapest way to the next level has, and where; or why there is none."""
        above = self._result.next_level
        if above is None:
            return
        if above.cheapest is not None:
            changes, level = above.cheapest.changes, above.cheapest.level.name
            listed, many = ", ".join(each.indicator for each in changes), "changes" if len(changes) > 1 else "change"
            vi = f"Cách ít tốn công nhất để đạt {level.vi}: {len(changes)} thay đổi ({listed}); xem: xhht steps FILE."
            en = f"The cheapest way to {level.en}: {len(changes)} {many} ({listed}); see: xhht steps FILE."
            yield Styled(self._say(vi, en), "dim")
        for reason in above.out_of_reach or ():
            yield self._item("✗", Styled(self._say("Không thể đạt: ", "Out of reach: ") + self._in(reason)))

    def _last_lines(self) -> Iterator[RenderableType]:
        """The end of a verdict: provenance, and how many findings there are."""
        yield Styled()
        yield self._provenance()
        if self._result.findings:
            count = len(self._result.findings)
            yield Styled(self._say(f"Có {count} điều cần xem lại.", f"To look at again: {count}."), FINDING_STYLE)

    def _recognition(self) -> Iterator[RenderableType]:
        """Who recognises, what title holds, and whether a better one may be asked for."""
        recognition = self._result.recognition
        if recognition is None:
            return
        yield Styled()
        yield Styled(self._say("Công nhận", "Recognition"), "bold")
        for sentence in recognition_sentences(recognition):
            yield self._item("-", Styled(self._in(sentence)))

    def _findings(self) -> Iterator[RenderableType]:
        if not self._result.findings:
            return
        yield Styled()
        yield Styled(self._say("Cần xem lại:", "To look at again:"), "bold")
        for finding in self._result.findings:
            lead = self._in(finding_lead(finding))
            yield self._item("!", Styled.assemble((lead, FINDING_STYLE), self._in(finding.message)))

    def _provenance(self) -> RenderableType:
        return Styled(self._in(provenance_sentence(self._result)), "dim")

    def _item(self, mark: str, text: RichText) -> RenderableType:
        return Hanging(Styled(f" {mark} "), text)
