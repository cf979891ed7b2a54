"""Members in words: how their shares answer an indicator, who missed the title and by how much."""

from collections.abc import Iterator, Sequence
from functools import partial

from criteria.amounts import as_points, share_ppm
from criteria.model import RuleSet
from criteria.overlay_model import Overlaid
from criteria.targets_model import AnyRuleSet
from criteria.texts import Text, count_text, joined, percent_text, plain, points_text, ratio_text
from ratings.names import KIND_NAMES
from ratings.record import AnyRating
from ratings.result_parts import (
    MembersResult,
    MissedMember,
    Named,
    OverlayUsed,
    ReachedLevel,
    RefusedShown,
    RollUpShown,
)
from ratings.rolling_up import MemberResult, PointsLacking, RollUp, TargetsLacking


def shown_roll_up(rating: AnyRating, indicator: str) -> RollUpShown | None:
    """Return how members answer *indicator*; None where they do not."""
    each = rating.roll_ups.get(indicator)
    if each is None or not each.is_known:
        return None
    return RollUpShown(
        each.kind, each.level, each.reached, each.listed, each.all, each.registered, _share(each, each.all),
        each.compared_with, _share(each, each.compared_with) if each.reached <= each.compared_with else None,
    )  # fmt: skip


def _share(each: RollUp, of: int) -> Text:
    return percent_text(share_ppm(each.reached, of))


def roll_up_sentence(rating: AnyRating, indicator: str) -> Text:
    """Return that the share comes from members, and what it is of those registered: published reports mix the two."""
    each = rating.roll_ups[indicator]
    kind, of = KIND_NAMES[each.kind], each.compared_with
    listed = count_text(each.listed)
    said = Text(
        f"Tổng hợp từ {listed.vi} {kind.vi} đã xếp loại.", f"Rolled up from those rated: {listed.en} ({kind.en})."
    )
    if of == each.all or of < each.reached:
        return said  # the same figure, or none that a share can be taken of: that is a finding
    ratio, share, second = ratio_text(each.reached, of), _share(each, of), compared_text(each.registered)
    return joined(
        [said, Text(f"Tính trên {second.vi}: {ratio.vi} ({share.vi}).", f"Of {second.en}: {ratio.en} ({share.en}).")]
    )


def compared_text(registered: int | None) -> Text:
    """Return what the second denominator is: those registered, where that is declared, else those listed."""
    if registered is not None:
        return Text("số đăng ký", "those registered")
    return Text("số trong danh sách", "those listed")


def explained_members(rating: AnyRating) -> Iterator[MembersResult]:
    """Yield the members of each kind, those who missed their title with what they lack for it."""
    members = rating.members
    if members is None:
        return
    groups: dict[tuple[str, str], list[MemberResult]] = {}
    for each in members.results:
        groups.setdefault((each.subject.kind, each.rule_set), []).append(each)
    for (_, name), results in groups.items():
        rule_set = members.rule_sets[name]
        best = rule_set.levels[0]
        missed = [each for each in results if each.above is not None]
        yield MembersResult(
            kind=rule_set.subject.kind,
            rule_set=name,
            level=Named(best.id, best.name),
            rated=len(results),
            reached=len(results) - len(missed),
            missed=tuple(_missed(rule_set, each) for each in sorted(missed, key=partial(_nearness, rule_set))),
            overlay=overlay_used(members.overlays.get(name)),
            levels=tuple(_by_level(rule_set, results)) or None,
        )


def _by_level(rule_set: AnyRuleSet, results: Sequence[MemberResult]) -> Iterator[ReachedLevel]:
    """Yield how many reached each level; nothing where there is only one to reach, or where levels are grades."""
    if isinstance(rule_set, RuleSet):
        return
    order = [level.id for level in rule_set.levels]
    for place, level in enumerate(rule_set.levels[:-1]):
        reached = sum(order.index(each.level) <= place for each in results)
        yield ReachedLevel(Named(level.id, level.name), reached)


def refused_members(rating: AnyRating) -> Iterator[RefusedShown]:
    """Yield each member that cannot be rated, with its problems."""
    for each in rating.members.refused if rating.members is not None else ():
        # By path: the same result whatever the order of the keys in the file.
        problems = sorted(each.problems, key=lambda problem: problem.path)
        messages = (Text(problem.sentence("vi"), problem.sentence("en")) for problem in problems)
        yield RefusedShown(each.where, tuple(messages))


def overlay_used(overlaid: Overlaid | None) -> OverlayUsed | None:
    """Return whose guidance it is; None where there is none."""
    if overlaid is None:
        return None
    issued = overlaid.overlay.issued
    return OverlayUsed(issued.number, issued.issuer, issued.date, plain(overlaid.file))


def _nearness(rule_set: AnyRuleSet, each: MemberResult) -> tuple[int, int, str]:
    """Those who are nearest to the best level come first."""
    if isinstance(each.lacks, TargetsLacking):
        place = [level.id for level in rule_set.levels].index(each.level)
        return place, len(each.lacks.indicators), each.subject.name
    return each.lacks.needed, -each.lacks.points, each.subject.name


def _missed(rule_set: AnyRuleSet, each: MemberResult) -> MissedMember:
    level = next(level for level in rule_set.levels if level.id == each.level)
    points = each.lacks if isinstance(each.lacks, PointsLacking) else None
    return MissedMember(
        name=each.subject.name,
        code=each.subject.code,
        village=each.subject.village,
        clan=each.subject.clan,
        level=Named(level.id, level.name),
        points=as_points(points.points) if points is not None else None,
        points_needed=as_points(points.needed) if points is not None else None,
        targets_needed=len(each.lacks.indicators) if isinstance(each.lacks, TargetsLacking) else None,
        explanation=_lacks(rule_set, each),
        where=each.where,
    )


def _lacks(rule_set: AnyRuleSet, each: MemberResult) -> Text:
    parts = [*_gaps(rule_set, each)]
    parts += [
        Text(
            f"{roll.indicator}: {ratio_text(roll.reached, roll.all).vi} {KIND_NAMES[roll.kind].vi}",
            f"{roll.indicator}: {ratio_text(roll.reached, roll.all).en} ({KIND_NAMES[roll.kind].en})",
        )
        for roll in each.roll_ups
    ]
    said = joined(parts, "; ")
    return Text(f"{said.vi}.", f"{said.en}.")


def _gaps(rule_set: AnyRuleSet, each: MemberResult) -> Iterator[Text]:
    if isinstance(each.lacks, TargetsLacking):
        names = {level.id: level.name for level in rule_set.levels}
        listed, has, above = ", ".join(each.lacks.indicators), names[each.level], names[each.above or each.level]
        yield Text(f"{has.vi}; {above.vi} chưa đạt ở {listed}", f"{has.en}; {above.en} not met at {listed}")
        return
    points, needed = points_text(each.lacks.points), points_text(each.lacks.needed)
    if each.lacks.needed:
        yield Text(f"{points.vi} điểm, còn thiếu {needed.vi}", f"{points.en} points, {needed.en} short")
    gates = {gate.id: gate for gate in rule_set.gates} if isinstance(rule_set, RuleSet) else {}
    for gate, items in each.lacks.gates:
        name, listed = gates[gate].name, ", ".join(items)
        yield Text(f"{name.vi}: vướng ở {listed}", f"{name.en}: broken at {listed}")
