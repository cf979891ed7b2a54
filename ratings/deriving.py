"""Answers that follow from counts: the level of a standard answers what a rule set asks about it."""

from collections.abc import Iterator, Mapping

from criteria.answers import Answer, BlankAnswer, ChoiceAnswer, Document, MetAnswer
from criteria.catalogue import standards
from criteria.problems import pointer
from criteria.questions import AskChoice
from criteria.standards_model import Standard, Standards
from criteria.targets_model import AnyRuleSet
from criteria.texts import Text
from ratings.evidence import Evidence
from ratings.finding import Finding
from rules.standards import Standing, decide_standards


def standings_of(evidence: Evidence, rule_set: AnyRuleSet) -> dict[str, Standing]:
    """Return the level of each standard that follows from the counts of *evidence*; nothing without counts."""
    if rule_set.standards is None or evidence.standards is None or not evidence.standards.given:
        return {}
    return decide_standards(standards(rule_set.standards), evidence.standards.given, evidence.subject.area)


def standards_of(rule_set: AnyRuleSet) -> Standards | None:
    """Return the standards that *rule_set* asks about; None where it asks about none."""
    return standards(rule_set.standards) if rule_set.standards is not None else None


def derived_answers(
    evidence: Evidence, rule_set: AnyRuleSet, standings: Mapping[str, Standing], on_sheet: frozenset[str]
) -> dict[str, Answer]:
    """Return the answers that *standings* give, by indicator, each with the papers of the counts and its own.

    Where a better level cannot be ruled out for want of a count, an answer by hand stands, unless the counts rule it
    out; else the level that is proved counts, and where none is, there is no answer yet.
    """
    found: dict[str, Answer] = {}
    for name, standard in rule_set.derived.items():
        standing, written = standings.get(standard), evidence.answers.get(name)
        if standing is None or name in on_sheet:
            continue
        if standing.is_open and not _is_ruled_out(rule_set, name, standing, written):
            continue
        if standing.is_open and standing.level is None:
            found[name] = BlankAnswer()
            continue
        papers = evidence.standards.documents if evidence.standards is not None else ()
        found[name] = _answer(rule_set, name, standing, (*papers, *(written.documents if written is not None else ())))
    return found


def _is_ruled_out(rule_set: AnyRuleSet, name: str, standing: Standing, written: Answer | None) -> bool:
    """Whether the counts rule out what is *written*: a level below the one proved, or one that needs a failed level.

    What says no level is ruled out where a level is proved: nothing, or points from an assessor.
    """
    claimed = 0
    if isinstance(written, MetAnswer):
        claimed = int(written.met)
    elif isinstance(written, ChoiceAnswer) and isinstance(asked := rule_set.by_id[name].answer, AskChoice):
        claimed = [option.id for option in asked.options].index(written.choice)
    statuses = [level.status for level in standing.levels.values()]
    return claimed < statuses.count("pass") or "fail" in statuses[:claimed]


def open_answers(
    evidence: Evidence,
    rule_set: AnyRuleSet,
    standings: Mapping[str, Standing],
    derived: Mapping[str, Answer],
    given_whole: frozenset[str],
) -> dict[str, Answer]:
    """Return the indicators whose answer a count that lacks can still better, each with the best that it can be.

    A level can still be reached while neither it nor one below it fails. An answer by hand that stands is settled.
    """
    found: dict[str, Answer] = {}
    for name, standard in rule_set.derived.items():
        standing, written = standings.get(standard), evidence.answers.get(name)
        by_hand = name not in derived and written is not None and not isinstance(written, BlankAnswer)
        if standing is None or not standing.is_open or by_hand or name in given_whole:
            continue
        statuses = [level.status for level in standing.levels.values()]
        possible = statuses.index("fail") if "fail" in statuses else len(statuses)
        asked = rule_set.by_id[name].answer
        best = asked.options[possible].id if isinstance(asked, AskChoice) else None
        found[name] = ChoiceAnswer(choice=best) if best is not None else MetAnswer(met=possible > 0)
    return found


def _answer(rule_set: AnyRuleSet, name: str, standing: Standing, documents: tuple[Document, ...]) -> Answer:
    asked = rule_set.by_id[name].answer
    if isinstance(asked, AskChoice):
        return ChoiceAnswer(choice=standing.level or asked.options[0].id, documents=documents)
    return MetAnswer(met=standing.level is not None, documents=documents)


def derivation_findings(
    evidence: Evidence,
    rule_set: AnyRuleSet,
    standings: Mapping[str, Standing],
    derived: Mapping[str, Answer],
    given_whole: frozenset[str],
) -> Iterator[Finding]:
    """Yield where an answer by hand is not the one that follows from the counts, or where the counts do not suffice."""
    known = standards_of(rule_set)
    for name, standard in rule_set.derived.items():
        written, standing = evidence.answers.get(name), standings.get(standard)
        if standing is None or known is None:
            continue
        path, reached = pointer(["answers", name]), reached_text(known.by_id[standard], standing)
        if name in given_whole:
            if not standing.is_open:
                text = Text(
                    f"Tiêu chí được ghi cả nên kết quả suy ra từ số liệu ({reached.vi}) không được tính.",
                    f"The criterion is answered as a whole; what follows from counts ({reached.en}) does not count.",
                )
                yield Finding("warning", path, text)
        elif name in derived and _said(written) not in (None, _said(derived[name])):
            yield Finding(
                "warning",
                path,
                Text(
                    f"Câu trả lời ghi tay khác kết quả suy ra từ số liệu ({reached.vi}); kết quả suy ra được tính.",
                    f"The answer by hand is not what follows from the counts ({reached.en}), which counts.",
                ),
            )
        elif standing.is_open and _is_counted(known.by_id[standard], evidence):
            called, more = known.by_id[standard].name, standing.level is not None
            text = Text(
                f"{called.vi}: số liệu chưa đủ để kết luận{' mức cao hơn' if more else ''}.",
                f"{called.en}: the counts do not suffice for a ruling{' on a better level' if more else ''}.",
            )
            yield Finding("info", "/standards/counts", text)


def _is_counted(standard: Standard, evidence: Evidence) -> bool:
    """Whether something is counted for *standard*: else nobody expects a ruling on it."""
    counts = evidence.standards.given if evidence.standards is not None else {}
    asked = (condition.share_in(evidence.subject.area) for level in standard.levels for condition in level.conditions)
    return any(name in counts for share in asked for name in share.counts)


def _said(answer: Answer | None) -> object:
    match answer:
        case MetAnswer(met=met):
            return met
        case ChoiceAnswer(choice=choice):
            return choice
        case None | BlankAnswer():
            return None
    return answer


def reached_text(standard: Standard, standing: Standing) -> Text:
    """Return which level of *standard* is reached: "mức độ 2", "chưa đạt"."""
    found = next((level.name for level in standard.levels if level.id == standing.level), None)
    if found is not None:
        return found
    return Text("chưa đủ số liệu", "not enough counts") if standing.is_open else Text("chưa đạt", "not met")
