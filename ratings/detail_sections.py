"""What stands behind one answer in full: the standard that it follows from, or the members that it adds up."""

from collections.abc import Iterable, Iterator

from rich.console import Group, RenderableType
from rich.table import Table

from criteria.amounts import share_ppm
from criteria.answers import ShareAnswer
from criteria.questions import AskShare
from criteria.shared import BaseIndicator
from criteria.texts import Language, Text, count_text, percent_text, ratio_text
from ratings.explaining_members import compared_text
from ratings.layout import Hanging, Styled
from ratings.names import KIND_NAMES, MARKS, PROVENANCE_NAMES, STYLES, guidance_text
from ratings.record import AnyRating
from ratings.result import IndicatorResult
from ratings.result_parts import (
    ConditionResult,
    MembersResult,
    MissedMember,
    RequirementResult,
    RollUpShown,
    StandardResult,
)
from ratings.result_targets import AnyResult, TargetIndicatorResult
from ratings.text_sections import missed_line


def rows(pairs: Iterable[tuple[Text, RenderableType]], language: Language) -> RenderableType:
    """Return headings and what they head, side by side."""
    table = Table.grid(padding=(0, 1))
    table.add_column(width=12)
    table.add_column(ratio=1)
    for head, body in pairs:
        table.add_row(Styled(head.into(language), "dim"), body)
    return table


def behind(
    rating: AnyRating, result: AnyResult, shown: IndicatorResult | TargetIndicatorResult, language: Language
) -> Iterator[RenderableType]:
    """Yield what stands behind the answer to an indicator: a standard, members."""
    standard = standard_of(result, shown.standard)
    if standard is not None:
        yield Styled()
        yield standard_detail(standard, language)
    if shown.roll_up is not None:
        yield Styled()
        yield roll_up_detail(rating, result, shown.roll_up, language)


def parts_detail(rating: AnyRating, indicator: BaseIndicator, language: Language) -> RenderableType:
    """Return the things that a share asks of each person at once, each with how many meet it."""
    answer, asked = rating.answer_to(indicator.id), indicator.answer
    counts = answer.parts if isinstance(answer, ShareAnswer) else {}
    lines = []
    for part in asked.parts if isinstance(asked, AskShare) else ():
        met = counts.get(part.id)
        shown = "" if met is None else f": {count_text(met).into(language)}"
        lines.append(f"- {part.label.into(language)} [{part.id}]{shown}")
    return Styled("\n".join(lines))


def standard_of(result: AnyResult, name: str | None) -> StandardResult | None:
    """Return the standard *name* of *result*; None where there is none."""
    return next((each for each in result.standards or () if each.id == name), None)


def standard_detail(standard: StandardResult, language: Language) -> RenderableType:
    """Return every level of *standard* with its conditions, the counts and the rules that fired."""
    return Group(*_levels(standard, language))


def _levels(standard: StandardResult, language: Language) -> Iterator[RenderableType]:
    head = f"{standard.name.into(language)}: {standard.level_name.into(language)}"
    yield Styled.assemble((head, "bold"), (f"  [{standard.rule}]", "dim"))
    for level in standard.levels:
        style = STYLES[level.status]
        lead = f"{MARKS[level.status]} {level.name.into(language)}"
        yield Styled.assemble((f" {lead}", style), (f" · {level.citation.into(language)}  [{level.rule}]", "dim"))
        yield from (_part(part, language) for part in level.requires)
        yield from (_part(part, language) for part in level.conditions)


def _part(part: ConditionResult | RequirementResult, language: Language) -> RenderableType:
    source = f"{part.citation.into(language)} · {PROVENANCE_NAMES[part.provenance].into(language)}"
    rule = f"  [{part.rule}]" if isinstance(part, ConditionResult) else ""
    text = Styled.assemble(part.explanation.into(language), (f" ({source}){rule}", "dim"))
    return Hanging(Styled(f"    {MARKS[part.status]} ", STYLES[part.status]), text)


def roll_up_detail(rating: AnyRating, result: AnyResult, shown: RollUpShown, language: Language) -> RenderableType:
    """Return the chain from members to the share: of all, of those registered, by village, and who missed the title."""
    return Group(*_chain(rating, result, shown, language))


def _chain(rating: AnyRating, result: AnyResult, shown: RollUpShown, language: Language) -> Iterator[RenderableType]:
    kind = KIND_NAMES[shown.kind]
    second = compared_text(shown.registered)
    rows = [(Text(f"trên tất cả {kind.vi}", f"of all ({kind.en})"), shown.all, shown.share)]
    if shown.compared_share is not None and shown.compared_with != shown.all:
        rows.append((Text(f"trên {second.vi}", f"of {second.en}"), shown.compared_with, shown.compared_share))
    for words, of, share in rows:
        ratio = ratio_text(shown.reached, of)
        yield Styled(Text(f"{ratio.vi} = {share.vi} {words.vi}", f"{ratio.en} = {share.en} {words.en}").into(language))
    yield from _by_village(rating, shown, language)
    for members in result.members or ():
        if members.kind == shown.kind and members.overlay is not None:
            by = guidance_text(members.overlay.number)
            yield Styled(Text(f"Xếp loại theo {by.vi}.", f"Rated by {by.en}.").into(language))
        missed = _below(rating, members, shown.level)
        if members.kind != shown.kind or not missed:
            continue
        heading = Text("Chưa được công nhận, gần đạt nhất trước:", "Not recognised, the nearest first:")
        if members.levels is not None:
            level = next(each.level.name for each in members.levels if each.level.id == shown.level)
            heading = Text(f"Chưa đạt {level.vi}, gần đạt nhất trước:", f"Below {level.en}, the nearest first:")
        yield Styled(heading.into(language), "bold")
        yield from (missed_line(each, language) for each in missed)


def _below(rating: AnyRating, members: MembersResult, level: str) -> list[MissedMember]:
    """Return the members who did not reach *level*."""
    if members.levels is None:
        return list(members.missed)
    rule_sets = rating.members.rule_sets if rating.members is not None else {}
    order = [each.id for each in rule_sets[members.rule_set].levels]
    return [each for each in members.missed if level in order and order.index(each.level.id) > order.index(level)]


def _by_village(rating: AnyRating, shown: RollUpShown, language: Language) -> Iterator[RenderableType]:
    members = rating.members
    if members is None:
        return
    for village in members.results:
        for each in village.roll_ups if village.subject.kind == "village" else ():
            if each.kind == shown.kind:
                ratio, share = ratio_text(each.reached, each.all), percent_text(share_ppm(each.reached, each.all))
                yield Styled(f"- {village.subject.name}: {ratio.into(language)} = {share.into(language)}")
