"""Figures that do not go together: numerators and denominators, everything full, last year's, the population."""

from collections.abc import Iterator, Mapping

from criteria.amounts import VALUE_PLACES
from criteria.answers import Answer, PointsAnswer, ShareAnswer, ValueAnswer
from criteria.catalogue import standards
from criteria.problems import pointer, shortened
from criteria.questions import AskShare
from criteria.targets_model import AnyRuleSet
from criteria.texts import Text, count_text, decimal_text
from ratings.evidence import Evidence
from ratings.finding import Finding

FEWEST_SHARES = 5
"""Fewer shares of 100 % prove nothing."""
Shares = Mapping[str, ShareAnswer]


def figure_findings(evidence: Evidence, rule_set: AnyRuleSet, previous: Evidence | None) -> Iterator[Finding]:
    """Yield what in the figures of *evidence* wants a second look; arguments as for ``findings``."""
    by_unit: dict[str, dict[str, ShareAnswer]] = {}
    for name, indicator in rule_set.by_id.items():
        answer = evidence.answers.get(name)
        if isinstance(answer, ShareAnswer) and isinstance(indicator.answer, AskShare):
            by_unit.setdefault(indicator.answer.of.vi, {})[name] = answer
    for shares in by_unit.values():
        yield from _denominators(rule_set, shares)
        yield from _numerators(rule_set, shares)
    every = {name: share for shares in by_unit.values() for name, share in shares.items()}
    yield from _headcounts(evidence, rule_set, every)
    yield from _all_full(every)
    if previous is not None:
        yield from _same_as(previous, evidence)
    yield from _population(evidence)
    yield from _ages(evidence, rule_set)


def _unit(rule_set: AnyRuleSet, name: str) -> Text:
    asked = rule_set.by_id[name].answer
    return asked.of if isinstance(asked, AskShare) else Text("", "")


def _denominators(rule_set: AnyRuleSet, shares: Shares) -> Iterator[Finding]:
    """The same people are counted in every answer of the same unit: different totals want a reason."""
    if len({share.of for share in shares.values()}) > 1:
        unit = _unit(rule_set, next(iter(shares)))
        vi = ", ".join(f"{name}: {count_text(share.of).vi}" for name, share in shares.items())
        en = ", ".join(f"{name}: {count_text(share.of).en}" for name, share in shares.items())
        message = Text(f"Tổng số {unit.vi} không giống nhau ({vi}).", f"The number of {unit.en} differs ({en}).")
        yield Finding("warning", "/answers", message)


def _numerators(rule_set: AnyRuleSet, shares: Shares) -> Iterator[Finding]:
    """Who meets one indicator cannot outnumber everybody whom another counts."""
    least = min(shares, key=lambda name: shares[name].of)
    for name, share in shares.items():
        if share.count > shares[least].of:
            unit, count, of = _unit(rule_set, name), count_text(share.count), count_text(shares[least].of)
            message = Text(
                f"{count.vi} {unit.vi} đạt, nhưng nội dung {least} chỉ ghi tất cả {of.vi}.",
                f"{count.en} {unit.en} meet it, but indicator {least} counts {of.en} in all.",
            )
            yield Finding("warning", pointer(["answers", name, "count"]), message)


def _headcounts(evidence: Evidence, rule_set: AnyRuleSet, shares: Shares) -> Iterator[Finding]:
    """An answer about everybody counts as many as the population block says there are."""
    for name, share in shares.items():
        asked = rule_set.by_id[name].answer
        everybody = getattr(evidence.population, asked.all or "", None) if isinstance(asked, AskShare) else None
        if everybody is not None and share.of != everybody:
            unit, of, declared = _unit(rule_set, name), count_text(share.of), count_text(everybody)
            message = Text(
                f"Ghi tất cả {of.vi} {unit.vi}, số liệu dân cư ghi {declared.vi}.",
                f"Counts {of.en} {unit.en} in all, the population block says {declared.en}.",
            )
            yield Finding("warning", pointer(["answers", name, "of"]), message)


def _all_full(shares: Shares) -> Iterator[Finding]:
    if len(shares) >= FEWEST_SHARES and all(share.count == share.of for share in shares.values()):
        message = Text(
            f"Cả {len(shares)} tỷ lệ đều là 100 %: kiểm tra lại số liệu gốc.",
            f"All {len(shares)} shares are 100 %: check them against their sources.",
        )
        yield Finding("warning", "/answers", message)


def _figures(answers: Mapping[str, Answer]) -> dict[str, tuple[int, ...]]:
    found: dict[str, tuple[int, ...]] = {}
    for name, answer in answers.items():
        match answer:
            case ShareAnswer(count=count, of=of):
                found[name] = (count, of)
            case ValueAnswer(value=value):
                found[name] = (value,)
            case PointsAnswer(points=points):
                found[name] = (points,)
    return found


def _same_as(previous: Evidence, evidence: Evidence) -> Iterator[Finding]:
    was, now = _figures(previous.answers), _figures(evidence.answers)
    one, other = previous.subject, evidence.subject
    same = one.kind == other.kind and (one.code == other.code if one.code and other.code else one.name == other.name)
    if not same or previous.year != evidence.year - 1:
        name = shortened(previous.subject.name)
        message = Text(
            f"Tệp năm trước là của {name}, năm {previous.year}: kiểm tra lại.",
            f"The file of the year before is of {name}, year {previous.year}: check it.",
        )
        yield Finding("warning", "/subject", message)
    yield from _other_previous(previous, evidence)
    if now and now.items() <= was.items():
        message = Text(
            f"Mọi số liệu giống hệt năm {previous.year}: kiểm tra có phải chép lại không.",
            f"Every figure is that of {previous.year}: check that it was not copied.",
        )
        yield Finding("warning", "/answers", message)


def _other_previous(previous: Evidence, evidence: Evidence) -> Iterator[Finding]:
    """What is said of the year before is what the file of that year says."""
    for name, answer in evidence.answers.items():
        before = previous.answers.get(name)
        if not isinstance(answer, ValueAnswer) or answer.previous is None or not isinstance(before, ValueAnswer):
            continue
        if answer.previous != before.value:
            said, found = decimal_text(answer.previous, VALUE_PLACES), decimal_text(before.value, VALUE_PLACES)
            message = Text(
                f"Số liệu năm trước ghi {said.vi}, nhưng tệp năm {previous.year} ghi {found.vi}.",
                f"The year before is said to be {said.en}, but the file of {previous.year} says {found.en}.",
            )
            yield Finding("warning", pointer(["answers", name, "previous"]), message)


def _differs(path: str, parts: int, whole: int, vi: str, en: str) -> Iterator[Finding]:
    if parts != whole:
        found, asked = count_text(parts), count_text(whole)
        message = Text(f"{vi}: {found.vi}, không phải {asked.vi}.", f"{en}: {found.en}, not {asked.en}.")
        yield Finding("warning", path, message)


def _population(evidence: Evidence) -> Iterator[Finding]:
    """Age bands add up to the people, villages to the households."""
    block = evidence.population
    if block is None:
        return
    if block.people is not None and block.households is not None and block.people < block.households:
        people, households = count_text(block.people), count_text(block.households)
        message = Text(
            f"Có {people.vi} người nhưng {households.vi} hộ.", f"{people.en} people, but {households.en} households."
        )
        yield Finding("warning", "/population/people", message)
    ages = [count for count in block.ages.values() if count is not None]
    if block.people is not None and ages and len(ages) == len(block.ages):
        yield from _differs(
            "/population/ages", sum(ages), block.people, "Các nhóm tuổi cộng lại", "The age bands add up to"
        )
    villages = [count for count in block.households_by_village.values() if count is not None]
    if not villages or len(villages) < len(block.households_by_village):
        return
    path = "/population/households_by_village"
    if block.households is not None:
        yield from _differs(
            path, sum(villages), block.households, "Số hộ các thôn cộng lại", "The households of the villages add up to"
        )
    if block.villages is not None:
        yield from _differs(path, len(villages), block.villages, "Số thôn có số hộ", "Villages with households")


def _ages(evidence: Evidence, rule_set: AnyRuleSet) -> Iterator[Finding]:
    """What a standard counts by age is what the age bands say, where they can."""
    if evidence.population is None or evidence.standards is None or rule_set.standards is None:
        return
    counts = evidence.standards.given
    for count in standards(rule_set.standards).counts:
        if count.ages is None or count.id not in counts:
            continue
        path = pointer(["standards", "counts", count.id])
        aged, around = evidence.population.aged(*count.ages), evidence.population.around(*count.ages)
        if aged is None and around is not None and counts[count.id] > around:
            found, most = count_text(counts[count.id]), count_text(around)
            message = Text(
                f"Số {count.label.vi} là {found.vi}, nhưng các nhóm tuổi bao trùm chỉ có {most.vi} người.",
                f"There are {found.en} {count.label.en}, but only {most.en} people in the age bands around them.",
            )
            yield Finding("warning", path, message)
        if aged is not None:
            yield from _differs(
                path,
                counts[count.id],
                aged,
                f"Số {count.label.vi} khác các nhóm tuổi của dân cư",
                f"The number of {count.label.en} is not that of the age bands",
            )
