"""Standards in words: which level follows from the counts, and every condition behind it."""

from collections.abc import Iterator, Sequence

from criteria.amounts import least_count, share_ppm
from criteria.standards_model import Condition, Requirement, Standard, StandardLevel, Standards
from criteria.texts import Text, count_text, joined, percent_text, ratio_text
from ratings.deriving import reached_text, standards_of
from ratings.record import AnyRating
from ratings.result_parts import ConditionResult, RequirementResult, StandardLevelResult, StandardResult
from rules.standards import ConditionVerdict, Outcome


def explained_standards(rating: AnyRating) -> Iterator[StandardResult]:
    """Yield each standard that follows from the counts of *rating*, explained; none without counts."""
    known = standards_of(rating.rule_set)
    for standard in known.standards if known is not None and rating.standings else ():
        assert known is not None
        standing = rating.standings[standard.id]
        yield StandardResult(
            id=standard.id,
            name=standard.name,
            level=standing.level,
            level_name=reached_text(standard, standing),
            provenance=standing.provenance,
            rule=standing.rule,
            explanation=_why(rating, known, standard),
            levels=tuple(_level(rating, known, standard, level) for level in standard.levels),
        )


def derivation_sentence(rating: AnyRating, standard: str) -> Text:
    """Return that an answer follows from the counts, and which level it is."""
    known = standards_of(rating.rule_set)
    assert known is not None  # a derived answer comes from there
    reached = reached_text(known.by_id[standard], rating.standings[standard])
    short = known.text.short
    return Text(
        f"Suy ra từ số liệu theo {short.vi}: {reached.vi}.", f"Follows from the counts by {short.en}: {reached.en}."
    )


def standard_explanation(rating: AnyRating, standard: str) -> Text:
    """Return what bars the first level of *standard* that is not met."""
    known = standards_of(rating.rule_set)
    assert known is not None  # a derived answer comes from there
    return _why(rating, known, known.by_id[standard])


def _why(rating: AnyRating, known: Standards, standard: Standard) -> Text:
    """What bars the first level that is not met; that nothing does."""
    verdicts = rating.standings[standard.id].levels
    barred = next((level for level in standard.levels if verdicts[level.id].status != "pass"), None)
    if barred is None:
        return Text("Đạt mức cao nhất của tiêu chuẩn.", "The best level of the standard is met.")
    explained = _level(rating, known, standard, barred)
    reasons = [each.explanation for each in explained.requires if each.status != "pass"]
    reasons += [each.explanation for each in explained.conditions if each.status != "pass"]
    listed = joined((Text(each.vi.removesuffix("."), each.en.removesuffix(".")) for each in reasons), "; ")
    said, name = Text(f"{listed.vi}.", f"{listed.en}."), barred.name
    only = len(standard.levels) == 1
    unmet = Text("Chưa đạt", "Not met") if only else Text(f"Chưa đạt {name.vi}", f"Not met: {name.en}")
    unruled = Text("Chưa kết luận được", "No ruling yet")
    unruled = unruled if only else Text(f"{unruled.vi} {name.vi}", f"{unruled.en} on {name.en}")
    if verdicts[barred.id].status == "missing":
        return Text(f"{unruled.vi}: {said.vi}", f"{unruled.en}: {said.en}")
    return Text(f"{unmet.vi}: {said.vi}", f"{unmet.en}: {said.en}")


def _level(rating: AnyRating, known: Standards, standard: Standard, level: StandardLevel) -> StandardLevelResult:
    verdict = rating.standings[standard.id].levels[level.id]
    return StandardLevelResult(
        id=level.id,
        name=level.name,
        status=verdict.status,
        citation=joined([level.citation.text, known.text.short], ", "),
        rule=verdict.rule,
        requires=tuple(_requirement(rating, known, needed) for needed in level.requires),
        conditions=tuple(
            _condition(rating, known, condition, verdict.conditions[condition.id]) for condition in level.conditions
        ),
    )


def _requirement(rating: AnyRating, known: Standards, needed: Requirement) -> RequirementResult:
    standard = known.by_id[needed.standard]
    status = rating.standings[needed.standard].levels[needed.level].status
    name = next(level.name for level in standard.levels if level.id == needed.level)
    what = Text(f"{standard.name.vi} {name.vi}", f"{standard.name.en}, {name.en}")
    said: dict[Outcome, Text] = {
        "pass": Text("đạt", "met"),
        "fail": Text("chưa đạt", "not met"),
        "missing": Text("chưa đủ số liệu", "counts lack"),
    }
    words = said[status]
    return RequirementResult(
        needed.standard,
        needed.level,
        status,
        needed.citation.text,
        needed.provenance,
        Text(f"cần {what.vi}: {words.vi}.", f"needs {what.en}: {words.en}."),
    )


def _unknown(known: Standards, lacking: Sequence[str], of: Text) -> Text:
    """Why no share can be taken: a count lacks, or there is nobody to count."""
    if not lacking:
        return Text(f"không có {of.vi} nào để tính tỷ lệ", f"there are no {of.en} to take a share of")
    vi = ", ".join(f"{known.counts_by_id[name].label.vi} [{name}]" for name in lacking)
    en = ", ".join(f"{known.counts_by_id[name].label.en} [{name}]" for name in lacking)
    return Text(f"thiếu số {vi}", f"no count of {en}")


def _condition(rating: AnyRating, known: Standards, condition: Condition, verdict: ConditionVerdict) -> ConditionResult:
    asked = condition.share_in(rating.evidence.subject.area)
    counts, of = [known.counts_by_id[name].label for name in asked.counts], known.counts_by_id[asked.of].label
    counted = Text(" và ".join(each.vi for each in counts), " and ".join(each.en for each in counts))
    least = percent_text(asked.at_least)
    required = Text(f"từ {least.vi} {of.vi}", f"at least {least.en} of {of.en}")
    if verdict.counted is None or verdict.of is None:
        # A count of nobody is there, but no share can be taken of it.
        given = rating.evidence.standards.given if rating.evidence.standards is not None else {}
        measured = _unknown(known, [name for name in (*asked.counts, asked.of) if name not in given], of)
        explanation = Text(f"{measured.vi}; cần {required.vi}.", f"{measured.en}; needed: {required.en}.")
    else:
        ratio, share = ratio_text(verdict.counted, verdict.of), percent_text(share_ppm(verdict.counted, verdict.of))
        measured = Text(f"{ratio.vi} ({share.vi})", f"{ratio.en} ({share.en})")
        more = count_text(max(0, least_count(asked.at_least, verdict.of) - verdict.counted))
        gap = Text(f": cần thêm {more.vi}", f": {more.en} more") if verdict.status == "fail" else Text("", "")
        explanation = Text(
            f"{counted.vi}: {measured.vi}, cần {required.vi}{gap.vi}.",
            f"{counted.en}: {measured.en}, needed: {required.en}{gap.en}.",
        )
    return ConditionResult(
        condition.id,
        verdict.status,
        measured,
        required,
        condition.citation.text,
        condition.provenance,
        explanation,
        verdict.rule,
    )
