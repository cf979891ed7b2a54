"""What the parts of a report show, made ready for its templates: nothing is laid out here, and nothing decided."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from criteria.answers import Document
from criteria.base import Provenance
from criteria.texts import Language, Text, count_text, joined
from ratings.names import AREA_NAMES, MET_NAMES, PROVENANCE_NAMES, STATUS_NAMES
from ratings.result import Result
from ratings.result_parts import MembersResult, MissedMember
from ratings.result_sentences import listed_documents, steps_heading, unscaled_remark
from ratings.result_targets import (
    AnyResult,
    LevelResult,
    TargetBlocking,
    TargetIndicatorResult,
    TargetResult,
    TargetShown,
)
from ratings.text_sections import members_sentence, more_missed, where_all_are
from rules.program import Status

MOST_MISSED = 50
"""Members below the title that a page lists; of a large commune there are thousands."""


def about(result: AnyResult) -> Text:
    """Return by which text the subject was rated, for which year, in what area."""
    title, year, area = result.rule_set.title, result.year, AREA_NAMES[result.subject.area]
    vi, en = f"{title.vi} · năm {year}", f"{title.en} · year {year}"
    if result.subject.area == "normal":
        return Text(vi, en)
    return Text(f"{vi} · địa bàn {area.vi}", f"{en} · {area.en} area")


def status_name(result: AnyResult, status: Status) -> Text:
    """Return what *status* is called: a target is met or not, points are full or not."""
    return (MET_NAMES if isinstance(result, TargetResult) else STATUS_NAMES)[status]


def unsure(result: AnyResult, provenance: Provenance) -> Text | None:
    """Return how sure it is that something is judged so, to follow its citation; None where the text says it."""
    if provenance == "official":
        return None
    name = PROVENANCE_NAMES[provenance]
    if isinstance(result, TargetResult):
        return Text(f"cách đánh giá: {name.vi}", f"judged: {name.en}")
    return Text(f"cách chấm: {name.vi}", f"scoring: {name.en}")


class TargetCell(NamedTuple):
    """What one level asks of an indicator, or several side by side of which the same is told.

    ``status`` is absent where a level does not ask for it; ``told`` where the status says it all; ``asked`` where the
    sentence says what is required.
    """

    span: int
    names: str
    status: Status | None
    told: Text | None
    asked: Text | None


def target_cells(result: TargetResult, indicator: TargetIndicatorResult, language: Language) -> Iterator[TargetCell]:
    """Yield what each level asks, the least first; together they are as wide as all levels."""
    shown = {each.level: each for each in indicator.levels}
    for said, alike in groupby(reversed(result.levels), lambda level: _said_of(shown.get(level.id))):
        levels = [level.name.into(language) for level in alike]
        if said is None:
            yield from (TargetCell(1, level, None, None, None) for level in levels)
            continue
        status, told, asked = said
        if told.vi.rstrip(".").lower() == MET_NAMES[status].vi:
            yield from (TargetCell(1, level, status, None, asked) for level in levels)
        else:
            yield TargetCell(len(levels), ", ".join(levels), status, told, asked)


def _said_of(shown: TargetShown | None) -> tuple[Status, Text, Text | None] | None:
    if shown is None:
        return None
    return shown.status, shown.explanation, shown.required if shown.status == "missing" else None


def target_sources(result: TargetResult, indicator: TargetIndicatorResult) -> Sequence[tuple[Text, Text | None]]:
    """Return where the text asks it and how sure that is, each place once, the least level first."""
    cited = [(each.citation, unsure(result, each.provenance)) for each in reversed(indicator.levels)]
    return list(dict.fromkeys(cited)) or [(indicator.citation, unsure(result, indicator.provenance))]


class MembersShown(NamedTuple):
    """Members of one kind: how many reached what, those who missed it, and how many more did."""

    told: Text
    missed: Sequence[MissedMember]
    more: Text | None


def members_shown(result: AnyResult) -> Iterator[MembersShown]:
    """Yield the members of each kind."""
    for members in result.members or ():
        yield MembersShown(members_sentence(members), members.missed[:MOST_MISSED], _more(result, members))


def _more(result: AnyResult, members: MembersResult) -> Text | None:
    many = len(members.missed) - MOST_MISSED
    return more_missed(many, where_all_are(result, members)) if many > 0 else None


class BlockingShown(NamedTuple):
    """The targets that stand between the subject and a level."""

    heading: Text
    blocking: Sequence[TargetBlocking]


def blocking_shown(result: TargetResult) -> Iterator[BlockingShown]:
    """Yield what stands before each level, the least first."""
    for level in reversed(result.levels):
        blocking = [each for each in result.blocking if each.level == level.id]
        if blocking:
            yield BlockingShown(_blocking_heading(level, len(blocking)), blocking)


def _blocking_heading(level: LevelResult, many: int) -> Text:
    count = count_text(many)
    return Text(
        f"Để đạt {level.name.vi}, còn {count.vi} chỉ tiêu chưa đạt:", f"Not met for {level.name.en}: {count.en}"
    )


def way_heading(result: AnyResult) -> Text | None:
    """Return how far off the next level is, and what heads the changes that reach it; None at the best level."""
    if isinstance(result, Result):
        return steps_heading(result, result.next_level) if result.next_level is not None else None
    above = result.next_level
    if above is None:
        return None
    needed = count_text(above.targets_needed)
    said = Text(
        f"Để đạt {above.name.vi} còn thiếu {needed.vi} chỉ tiêu.", f"{above.name.en} lacks {needed.en} targets."
    )
    if above.cheapest is None:
        return joined([said, Text(f"Không thể đạt {above.name.vi}:", f"{above.name.en} cannot be reached:")])
    then = above.cheapest.level.name
    return joined([said, Text(f"Cách ít tốn công nhất để đạt {then.vi}:", f"The cheapest way to {then.en}:")])


def open_points(result: Result) -> Text:
    """Return what heads the places where points can still be gained."""
    scale = unscaled_remark(result)
    return Text(f"Còn có thể thêm điểm{scale.vi} ở", f"Points can still be gained{scale.en} at")


class Paper(NamedTuple):
    """A document, and the indicators that it proves."""

    document: Document
    used_for: str


def annex(result: AnyResult) -> Sequence[Paper]:
    """Return every document of the answers once, in the order in which they come."""
    return [Paper(document, ", ".join(names)) for document, names in listed_documents(result).items()]
