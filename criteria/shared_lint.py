"""Proofs over what rule sets of both schemes have: ids, citations, dates, who recognises, calendar and papers."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from itertools import combinations

from criteria.calendar_model import Between, Entry, WorkingDays
from criteria.problems import Problem, problem_of
from criteria.questions import AskChoice, AskShare, Tier
from criteria.recognition_model import Authority
from criteria.shared import BaseCriterion, BaseIndicator, BaseRuleSet
from criteria.texts import Text

TITLE_EVENTS = ("raise", "expiry")
"""What the calendar of a subject calls the terms of its recognition."""


def lint_shared(rule_set: BaseRuleSet) -> Iterator[Problem]:
    """Yield everything that is wrong with *rule_set*, whatever its scheme."""
    yield from doubles("/levels", (level.id for level in rule_set.levels))
    criteria = [criterion.id for criterion in rule_set.criteria]
    yield from doubles("/criteria", (*criteria, *(indicator.id for indicator in rule_set.indicators)))
    for criterion in rule_set.criteria:
        for indicator in criterion.indicators:
            yield from _placed(criterion, indicator)
            yield from _choices(f"/indicators/{indicator.id}/answer", indicator)
    yield from _dates(rule_set)
    yield from _authorities(rule_set)
    yield from _calendar(rule_set)
    yield from _papers(rule_set)


def doubles(path: str, ids: Iterable[str]) -> Iterator[Problem]:
    """Yield each of *ids* that stands more than once."""
    for name, times in Counter(ids).items():
        if times > 1:
            yield problem_of(f"{path}/{name}", f"Mã đứng {times} lần.", f"The id stands {times} times.")


def _choices(path: str, indicator: BaseIndicator) -> Iterator[Problem]:
    match indicator.answer:
        case AskChoice(options=options):
            yield from doubles(path, (option.id for option in options))
        case AskShare(parts=parts):
            yield from doubles(path, (part.id for part in parts))


def _placed(criterion: BaseCriterion, indicator: BaseIndicator) -> Iterator[Problem]:
    if not indicator.id.startswith(f"{criterion.id}."):
        yield problem_of(
            f"/criteria/{criterion.id}/indicators/{indicator.id}",
            "Mã nội dung phải bắt đầu bằng mã tiêu chí.",
            "The id of an indicator begins with that of its criterion.",
        )
    if not criterion.citation.contains(indicator.citation):
        yield problem_of(
            f"/criteria/{criterion.id}/indicators/{indicator.id}/citation",
            "Trích dẫn nằm ngoài điều, khoản của tiêu chí.",
            "The citation lies outside the article and clause of the criterion.",
        )


def _dates(rule_set: BaseRuleSet) -> Iterator[Problem]:
    text = rule_set.text
    if text.in_force.first < text.issued:
        yield problem_of("/text/in_force", "Có hiệu lực trước khi ban hành.", "In force before it was issued.")
    if text.in_force.last is not None and text.in_force.last < text.in_force.first:
        yield problem_of("/text/in_force", "Hết hiệu lực trước khi có hiệu lực.", "Out of force before in force.")
    if rule_set.years.last is not None and rule_set.years.last < rule_set.years.first:
        yield problem_of("/years", "Năm cuối trước năm đầu.", "The last year is before the first.")


def _tiers(path: str, tiers: Sequence[Tier], rule_set: BaseRuleSet) -> Iterator[Problem]:
    for tier in tiers:
        if tier not in rule_set.subject.tiers:
            yield problem_of(
                path, f"Bộ tiêu chí không dành cho cấp {tier}.", f"The rule set is for no unit of the tier {tier}."
            )


def _authorities(rule_set: BaseRuleSet) -> Iterator[Problem]:
    """One decides on a day, and where nobody may, there is something to say."""
    recognition, path = rule_set.recognition, "/recognition/authorities"
    if recognition is None:
        return
    for each in recognition.authorities:
        yield from _tiers(path, each.tiers, rule_set)
        if each.last is not None and each.last < each.first:
            yield problem_of(path, "Ngày cuối trước ngày đầu.", "The last day is before the first.")
    for one, other in combinations(recognition.authorities, 2):
        if _meet(one, other):
            yield _decided_already(path, one)
    ended = any(each.last is not None for each in recognition.authorities)
    unnamed = [
        tier
        for tier in rule_set.subject.tiers
        if not any(not each.tiers or tier in each.tiers for each in recognition.authorities)
    ]
    if recognition.wait is not None and recognition.validity is None:
        yield problem_of("/recognition/wait", "Thiếu validity.", "It is of no use without validity.")
    if (ended or unnamed) and recognition.none_named is None:
        yield problem_of(
            "/recognition/none_named",
            "Thiếu lời cho ngày không có ai quyết định.",
            "Nothing to say where none decides.",
        )


def _decided_already(path: str, one: Authority) -> Problem:
    cited = Text("", "")
    if one.citation is not None:
        cited = Text(f" ({one.citation.text.vi})", f" ({one.citation.text.en})")
    free = Text("Bỏ phần này.", "Drop this part.")
    if one.last is not None:
        day = one.last + timedelta(days=1)
        free = Text(f"Ghi những ngày từ {day:%d/%m/%Y}.", f"Name days from {day}.")
    return problem_of(
        path,
        f"Trong những ngày này đã có người quyết định: {one.name.vi}{cited.vi}.",
        f"On these days somebody decides already: {one.name.en}{cited.en}.",
        free,
    )


def _meet(one: Authority, other: Authority) -> bool:
    tiers = set(one.tiers) & set(other.tiers) or not (one.tiers and other.tiers)
    return bool(tiers) and all(a.last is None or b.first <= a.last for a, b in ((one, other), (other, one)))


def _calendar(rule_set: BaseRuleSet) -> Iterator[Problem]:
    """Entries are there before others count from them."""
    if not rule_set.calendar:
        return
    yield from doubles("/calendar", (entry.id for entry in rule_set.calendar))
    yield from _roles(rule_set)
    before: dict[str, Entry] = {}
    for entry in rule_set.calendar:
        path = f"/calendar/{entry.id}"
        if entry.id in TITLE_EVENTS:
            yield problem_of(path, "Mã này là của thời hạn công nhận.", "This id is that of a term of recognition.")
        yield from _tiers(f"{path}/tiers", entry.tiers, rule_set)
        match entry.due:
            case WorkingDays(after=after) if not _is_above(rule_set, before.get(after), entry):
                yield problem_of(
                    f"{path}/due/after",
                    f"Không có mục {after} ở trên cho cùng cấp.",
                    f"No entry {after} above for the same tiers.",
                )
            case Between(first=first, last=last) if last < first:
                yield problem_of(f"{path}/due", "Ngày cuối trước ngày đầu.", "The last day is before the first.")
        before[entry.id] = entry


def _roles(rule_set: BaseRuleSet) -> Iterator[Problem]:
    """For every tier one entry sends the dossier, and one decides."""
    for role in ("dossier", "decision"):
        for tier in rule_set.subject.tiers or (None,):
            entries = [entry for entry in rule_set.calendar if entry.role == role and entry.concerns(tier)]
            if len(entries) != 1:
                vi, en = (f" cho cấp {tier}", f" for the tier {tier}") if tier is not None else ("", "")
                yield problem_of(
                    "/calendar",
                    f"Vai trò {role} phải có đúng một mục{vi}, không phải {len(entries)}.",
                    f"The role {role} is that of one entry{en}, not {len(entries)}.",
                )


def _is_above(rule_set: BaseRuleSet, base: Entry | None, entry: Entry) -> bool:
    """Whether *base* is there for every tier for which *entry* counts from it."""
    tiers = entry.tiers or rule_set.subject.tiers
    return base is not None and all(base.concerns(tier) for tier in tiers)


def _papers(rule_set: BaseRuleSet) -> Iterator[Problem]:
    """Each paper stands once, and one that the text names says where."""
    yield from doubles("/papers", (paper.id for paper in rule_set.papers))
    for paper in rule_set.papers:
        if paper.provenance == "official" and paper.citation is None:
            yield problem_of(
                f"/papers/{paper.id}/citation",
                "Thiếu trích dẫn nơi văn bản nêu tên giấy tờ này.",
                "The place where the text names this paper is missing.",
            )
