"""Parts of the text report on what stands behind a subject: standards that follow from counts, and its members."""

from collections.abc import Iterator, Sequence

from rich.console import RenderableType

from criteria.texts import Language, Text, count_text, joined, ratio_text
from ratings.layout import Hanging, Styled
from ratings.names import KIND_NAMES, MARKS, STYLES, guidance_text
from ratings.result_parts import MembersResult, MissedMember, ReachedLevel, StandardResult
from ratings.result_targets import AnyResult
from rules.program import Status

MOST_MISSED = 5


def standards_section(result: AnyResult, language: Language) -> Iterator[RenderableType]:
    """Yield each standard with the level that follows from the counts; nothing where there are no counts."""
    if result.standards is None:
        return
    yield Styled()
    yield Styled(Text("Chuẩn suy ra từ số liệu", "Standards that follow from the counts").into(language), "bold")
    for standard in result.standards:
        status = standard_status(standard)
        line = Styled.assemble(
            (f"{standard.name.into(language)}: ", ""), (standard.level_name.into(language), STYLES[status])
        )
        if status != "pass":
            line.append(f". {standard.explanation.into(language)}")
        yield Hanging(Styled(f" {MARKS[status]} ", STYLES[status]), line)


def standard_status(standard: StandardResult) -> Status:
    """Return how the levels of *standard* came out, summed up."""
    statuses = [level.status for level in standard.levels]
    if all(status == "pass" for status in statuses):
        return "pass"
    if standard.level is not None:
        return "partial"
    return "missing" if "missing" in statuses else "fail"


def members_section(result: AnyResult, language: Language) -> Iterator[RenderableType]:
    """Yield how many members of each kind have their title, and the first of those who missed it."""
    if result.members is None:
        return
    yield Styled()
    yield Styled(Text("Thành viên", "Members").into(language), "bold")
    for members in result.members:
        yield _headline(members, language)
        for missed in members.missed[:MOST_MISSED]:
            yield missed_line(missed, language)
        yield from _rest(members.missed[MOST_MISSED:], where_all_are(result, members), language)


def _headline(members: MembersResult, language: Language) -> RenderableType:
    return Hanging(Styled("   "), Styled(members_sentence(members).into(language)))


def members_sentence(members: MembersResult) -> Text:
    """Return how many members of a kind reached which level, and by what they were rated."""
    kind, ratio = KIND_NAMES[members.kind], ratio_text(members.reached, members.rated)
    level, by = members.level.name, Text(members.rule_set, members.rule_set)
    if members.overlay is not None:
        by = joined([by, guidance_text(members.overlay.number)], ", ")
    reached = Text(f"{ratio.vi} {_lower(level.vi)}", f"{ratio.en} {_lower(level.en)}")
    if members.levels is not None:
        best = members.levels[0]
        reached = joined((_reached(each, members.rated, best) for each in reversed(members.levels)), "; ")
    return Text(
        f"{kind.vi[:1].upper()}{kind.vi[1:]}: {reached.vi} ({by.vi})",
        f"{kind.en[:1].upper()}{kind.en[1:]}: {reached.en} ({by.en})",
    )


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _reached(each: ReachedLevel, rated: int, best: ReachedLevel) -> Text:
    ratio, level = ratio_text(each.reached, rated), each.level.name
    if each is best:
        return Text(f"{ratio.vi} đạt {_lower(level.vi)}", f"{ratio.en} at {_lower(level.en)}")
    return Text(f"{ratio.vi} đạt {_lower(level.vi)} trở lên", f"{ratio.en} at {_lower(level.en)} or better")


def missed_line(missed: MissedMember, language: Language) -> RenderableType:
    """Return one member who missed the title, and by how much."""
    code = f" ({missed.code})" if missed.code else ""
    text = Styled.assemble((f"{missed.name}{code}: ", "bold"), missed.explanation.into(language))
    return Hanging(Styled("     ✗ ", STYLES["fail"]), text)


def where_all_are(result: AnyResult, members: MembersResult) -> str:
    """Return what prints all who missed the title: the page of the indicator that they answer, else the JSON."""
    shown = (each for criterion in result.criteria for each in criterion.indicators if each.roll_up is not None)
    answered = {each.roll_up.level: each.id for each in shown if each.roll_up and each.roll_up.kind == members.kind}
    indicator = answered.get(members.level.id) or next(iter(answered.values()), None)
    return f"xhht explain FILE {indicator}" if indicator is not None else "--format json"


def _rest(missed: Sequence[MissedMember], where: str, language: Language) -> Iterator[RenderableType]:
    if missed:
        yield Hanging(Styled("     "), Styled(more_missed(len(missed), where).into(language), "dim"))


def more_missed(many: int, where: str) -> Text:
    """Return that *many* more missed the title, and *where* all of them are."""
    count = count_text(many)
    return Text(f"và {count.vi} trường hợp nữa; xem đủ: {where}.", f"and {count.en} more; all: {where}.")
