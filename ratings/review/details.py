"""The pane: what a reviewer reads of one item, of a whole subject, or of a file that was refused."""

from collections.abc import Iterator

from rich.console import Group, RenderableType

from criteria.texts import Language, Text
from ratings.batch import Refused, problem_lines
from ratings.detail_report import detail_of
from ratings.finding import Severity
from ratings.layout import Hanging, Styled
from ratings.names import SEVERITY_NAMES
from ratings.review.items import Item
from ratings.review.session import Case
from ratings.review.standing import verdict_on
from ratings.review.trying import measured
from ratings.review.typed import typed_text
from ratings.review.words import AGREE_MARK, CANNOT_REVIEW, DISAGREE_MARK
from ratings.reviews import ANSWER_CHANGED, Remark
from ratings.text_report import report_of

_REMARK_STYLE = "bold cyan"
_FINDING_STYLE = "yellow"


def item_page(case: Case, item: Item, language: Language) -> RenderableType:
    """Return the remark on *item*, all that ``explain`` says of it, and what is to be looked at twice."""
    return Group(*_parts(case, item, language))


def _parts(case: Case, item: Item, language: Language) -> Iterator[RenderableType]:
    remark = case.review.remarks.get(item.id)
    if remark is not None:
        yield from _remark(case, item, remark, language)
        yield Styled()
    yield detail_of(case.rating, item.id, language, case.result)
    if item.findings:
        yield Styled()
        yield Styled(Text("Cần xem lại:", "To look at again:").into(language), "bold")
    for finding in item.findings:
        yield _doubt(finding.severity, finding.message, language)


def _remark(case: Case, item: Item, remark: Remark, language: Language) -> Iterator[RenderableType]:
    yield Styled(_said(case, remark, language), _REMARK_STYLE)
    if remark.answer is not None:
        said = measured(case.reviewed_result, item.id)
        answer = typed_text(None, remark.answer, language) if said is None else said.into(language)
        heading = Text("Trả lời theo rà soát", "Answer as reviewed").into(language)
        yield Hanging(Styled("  "), Styled(f"{heading}: {answer}"))
        yield Hanging(Styled("  "), Styled(verdict_on(case.reviewed, item.id).into(language)))
    if item.id in case.outdated:
        yield _doubt("warning", ANSWER_CHANGED, language)


def _said(case: Case, remark: Remark, language: Language) -> str:
    """Return what *remark* says, and who says so where it is not whoever reviews now."""
    name = case.review.reviewer_of(remark)
    who = f" ({name})" if name is not None and name != (case.reviewer or case.review.reviewer) else ""
    if remark.verdict == "agree":
        return f"{AGREE_MARK} {Text('Đồng ý', 'Agreed').into(language)}{who}"
    return f"{DISAGREE_MARK} {Text('Không đồng ý', 'Disagreed').into(language)}{who}: {remark.reason}"


def _doubt(severity: Severity, message: Text, language: Language) -> Hanging:
    lead = f"{SEVERITY_NAMES[severity].into(language)}: "
    return Hanging(Styled(" ! "), Styled.assemble((lead, _FINDING_STYLE), message.into(language)))


def subject_page(case: Case, language: Language, width: int) -> RenderableType:
    """Return the verdict on the whole subject, as ``rate --brief`` prints it, for *width* columns."""
    return report_of(case.result, language, width, brief=True)


def refused_page(refused: Refused, language: Language) -> RenderableType:
    """Return what is wrong with a file that cannot be reviewed."""
    heading = f"{CANNOT_REVIEW.into(language)}:"
    lines = [Hanging(Styled(" ✗ ", "red"), Styled(line)) for line in problem_lines([refused], language)]
    return Group(Styled(heading, "bold"), *lines)
