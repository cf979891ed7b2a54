"""What the tree lists of a rating, whatever its scheme, and which of it a filter lets through."""

from collections.abc import Container, Iterator, Sequence
from typing import Literal, NamedTuple, get_args

from criteria.base import Provenance
from criteria.problems import pointer
from criteria.texts import Text, points_as_text
from ratings.finding import Finding
from ratings.record import AnyRating
from ratings.result import CriterionResult, IndicatorResult
from ratings.result_targets import AnyResult, TargetCriterionResult, TargetIndicatorResult
from ratings.typed_answers import folded
from rules.program import Status

Sort = Literal["all", "failed", "missing", "assumed", "remarked"]
SORTS: tuple[Sort, ...] = get_args(Sort)
_DOUBTS = ("error", "warning")


class Item(NamedTuple):
    """A line of the tree.

    Attributes:
        id: Of the criterion or indicator.
        criterion: The criterion that it is in; its own id where it is one.
        name: In a few words.
        status: The verdict.
        score: Points of the maximum; None where there are none.
        provenance: How sure the verdict is; None of a criterion that was not judged as a whole.
        judged: Whether it was judged itself: an indicator, or a criterion on a score sheet.
        words: What can be searched, folded.
        findings: What is to be looked at twice there.
    """

    id: str
    criterion: str
    name: Text
    status: Status
    score: Text | None
    provenance: Provenance | None
    judged: bool
    words: str
    findings: tuple[Finding, ...]

    @property
    def is_problem(self) -> bool:
        """Whether a reviewer should stop here: it falls short, something lacks, or there is a doubt."""
        doubtful = any(finding.severity in _DOUBTS for finding in self.findings)
        return self.judged and (self.status in ("fail", "partial", "missing") or doubtful)


def items_of(rating: AnyRating, result: AnyResult) -> tuple[Item, ...]:
    """Return the criteria of *rating* (*result*: in words), each followed by its indicators, as the text has them."""
    return tuple(_items(rating, result))


def _items(rating: AnyRating, result: AnyResult) -> Iterator[Item]:
    for criterion in result.criteria:
        sheet = criterion.sheet if isinstance(criterion, CriterionResult) else None
        findings = _findings(rating, criterion.id)
        yield Item(
            criterion.id,
            criterion.id,
            criterion.short,
            criterion.status,
            _score(criterion),
            sheet.provenance if sheet is not None else None,
            sheet is not None,
            folded(f"{criterion.id} {criterion.name.vi} {criterion.name.en}"),
            findings,
        )
        for shown in criterion.indicators:
            yield _indicator(rating, criterion.id, shown)


def _indicator(rating: AnyRating, criterion: str, shown: IndicatorResult | TargetIndicatorResult) -> Item:
    question = rating.rule_set.by_id[shown.id].question
    papers = " ".join(f"{paper.number or ''} {paper.title or ''}" for paper in shown.documents)
    said = (shown.name, question, shown.measured, shown.explanation)
    words = " ".join((shown.id, *(each.vi for each in said), *(each.en for each in said), papers))
    return Item(
        shown.id,
        criterion,
        shown.name,
        shown.status,
        _score(shown),
        shown.provenance,
        True,
        folded(words),
        _findings(rating, shown.id),
    )


def _score(shown: CriterionResult | IndicatorResult | TargetCriterionResult | TargetIndicatorResult) -> Text | None:
    if isinstance(shown, TargetCriterionResult | TargetIndicatorResult) or shown.status == "not_applicable":
        return None
    points, most = map(points_as_text, (shown.points, shown.max_points))
    return Text(f"{points.vi}/{most.vi}", f"{points.en}/{most.en}")


def _findings(rating: AnyRating, name: str) -> tuple[Finding, ...]:
    path = pointer(["answers", name])
    return tuple(each for each in rating.findings if each.path == path or each.path.startswith(f"{path}/"))


def lets_through(sort: Sort, item: Item, *, remarked: bool) -> bool:
    """Return whether the filter *sort* shows *item*, which was judged and may be *remarked* upon."""
    match sort:
        case "failed":
            return item.status in ("fail", "partial")
        case "missing":
            return item.status == "missing"
        case "assumed":
            return item.provenance == "assumed"
        case "remarked":
            return remarked
    return True


def shown_items(items: Sequence[Item], sort: Sort, searched: str, remarked: Container[str]) -> tuple[Item, ...]:
    """Return the *items* that the filter *sort* shows and in which what is *searched* stands, below their criteria.

    Args:
        items: Each criterion before its indicators.
        sort: The filter.
        searched: Words, with accents and capitals or not; "": anything. Those of a criterion find all in it.
        remarked: Ids of the items with a remark.
    """
    sought = folded(searched)
    named = {item.id for item in items if item.id == item.criterion and sought in item.words}
    shown = {
        item.id: item.criterion
        for item in items
        if item.judged
        and lets_through(sort, item, remarked=item.id in remarked)
        and (sought in item.words or item.criterion in named)
    }
    return tuple(item for item in items if item.id in shown or item.id in shown.values())
