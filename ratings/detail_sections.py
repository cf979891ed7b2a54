"""What stands behind one answer in full: the standard that it follows from, or the members that it adds up."""

from collections.abc import Iterator

from rich.console import Group, RenderableType

from criteria.amounts import share_ppm
from criteria.texts import Language, Text, percent_text, ratio_text
from ratings.explaining_members import compared_text
from ratings.layout import Hanging, Styled
from ratings.names import KIND_NAMES, MARKS, PROVENANCE_NAMES, STYLES, guidance_text
from ratings.rating import Rating
from ratings.result import ConditionResult, RequirementResult, Result, RollUpShown, StandardResult
from ratings.text_sections import missed_line


def standard_of(result: Result, name: str | None) -> StandardResult | None:
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


def roll_up_detail(rating: Rating, result: Result, shown: RollUpShown, language: Language) -> RenderableType:
    """Return the chain from members to the share: of all, of those registered, by village, and who missed the title."""
    return Group(*_chain(rating, result, shown, language))


def _chain(rating: Rating, result: Result, shown: RollUpShown, language: Language) -> Iterator[RenderableType]:
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
        if members.kind != shown.kind or not members.missed:
            continue
        heading = Text("Chưa được công nhận, gần đạt nhất trước:", "Not recognised, the nearest first:")
        yield Styled(heading.into(language), "bold")
        yield from (missed_line(missed, language) for missed in members.missed)


def _by_village(rating: Rating, shown: RollUpShown, language: Language) -> Iterator[RenderableType]:
    members = rating.members
    if members is None:
        return
    for village in members.results:
        for each in village.roll_ups if village.subject.kind == "village" else ():
            if each.kind == shown.kind:
                ratio, share = ratio_text(each.reached, each.all), percent_text(share_ppm(each.reached, each.all))
                yield Styled(f"- {village.subject.name}: {ratio.into(language)} = {share.into(language)}")
