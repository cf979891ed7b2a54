"""Rate: evidence in, rating out; and once more where something is supposed."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from criteria.answers import Answer
from criteria.model import RuleSet
from criteria.overlay_model import Overlaid
from criteria.targets_model import AnyRuleSet
from ratings.answering import answered_by, decision_on, supposing
from ratings.checking import check
from ratings.choosing import Chosen, choose
from ratings.deriving import derivation_findings
from ratings.due_dates import asking_day
from ratings.evidence import Evidence, EvidenceError, to_evidence
from ratings.finding import SEVERITIES
from ratings.findings import findings
from ratings.member_findings import member_findings
from ratings.members import Members, rate_members
from ratings.members_reading import Progress
from ratings.recognising import recognised
from ratings.recognition_findings import recognition_findings
from ratings.record import AnyRating, Rating, TargetRating
from ratings.rolling_up import RollUp, roll_ups_of


def rate(
    evidence: Evidence | Mapping[str, Any],
    rule_set: AnyRuleSet | str | None = None,
    *,
    overlays: Mapping[str, Overlaid] | None = None,
    folder: Path | None = None,
    previous: Evidence | None = None,
    progress: Progress | None = None,
) -> AnyRating:
    """Return the rating of *evidence*, and of its members.

    Args:
        evidence: An evidence file, read; or the same data as a mapping.
        rule_set: Insist on this rule set (or its id), even outside its years. None: the one that the evidence
            names, or else the one that fits its kind, tier and year.
        overlays: Guidance of localities, by the id of the rule set over which it lies.
        folder: Where the members files that the evidence names lie. None: it can name none.
        previous: Evidence of the same subject for the year before, to hold this one against.
        progress: Is told how far reading the members has come.

    Raises:
        EvidenceError: The evidence cannot be rated; with every problem found. A member that cannot be rated is no
            error: see ``Rating.members``.
        RuleSetError: There is no such rule set, or none that fits.
    """
    read = evidence if isinstance(evidence, Evidence) else to_evidence(evidence)
    laid_over = overlays or {}
    chosen = choose(read, rule_set, laid_over)
    members = None
    if read.members or read.members_files:
        members = rate_members(read, folder, laid_over, asking_day(chosen.rule_set, read), progress or Progress())
    roll_ups = roll_ups_of(chosen.rule_set, read, members.tally) if members is not None else {}
    return _rated(read, chosen, members, roll_ups, previous, {})


def rate_answers(rating: AnyRating, evidence: Evidence) -> AnyRating:
    """Return the rating of *evidence* that has other answers than that of *rating*, and nothing else that is other.

    Its members are not rated again: there can be many.

    Raises:
        EvidenceError: An answer does not answer what is asked; with every problem.
        EngineError: The engine did not decide.
    """
    members, chosen = rating.members, _chosen(rating, evidence)
    roll_ups = roll_ups_of(rating.rule_set, evidence, members.tally) if members is not None else {}
    return _rated(evidence, chosen, members, roll_ups, None, {})


def suppose(rating: AnyRating, answers: Mapping[str, Answer], *, previous: Evidence | None = None) -> AnyRating:
    """Return the rating of the same subject if *answers* counted in place of those that did.

    What *rating* supposes already stays supposed.

    What members and counts answer is overruled where *answers* has something else; they are not rated again. The
    evidence of what comes back carries the *answers*.

    Args:
        rating: Of the subject as it is.
        answers: By id of an indicator, or of a criterion: points of a score sheet, or that it is not applicable.
        previous: As for ``rate``.

    Raises:
        EvidenceError: An answer does not answer what is asked; with every problem.
        EngineError: The engine did not decide.
    """
    read = rating.evidence.model_copy(update={"answers": {**rating.evidence.answers, **answers}})
    chosen, supposed = _chosen(rating, read), {**rating.supposed, **answers}
    roll_ups = {name: each for name, each in rating.roll_ups.items() if name not in answers}
    return _rated(read, chosen, rating.members, roll_ups, previous, supposed)


def _chosen(rating: AnyRating, evidence: Evidence) -> Chosen:
    """Return the rule set of *rating*, by which *evidence* is rated as well, once it is seen to answer it."""
    problems = check(evidence, rating.rule_set, insisted=rating.selected_by == "option")
    if problems:
        raise EvidenceError(problems)
    return Chosen(rating.rule_set, rating.selected_by, rating.overlaid)


def _rated(
    read: Evidence,
    chosen: Chosen,
    members: Members | None,
    roll_ups: Mapping[str, RollUp],
    previous: Evidence | None,
    supposed: Mapping[str, Answer],
) -> AnyRating:
    """Decide on what was written, on what follows from counts, on what members answer, and on what is *supposed*."""
    rule_set = chosen.rule_set
    answered = supposing(answered_by(read, rule_set, roll_ups), supposed)
    decision = decision_on(rule_set, read, answered)
    recognition = recognised(rule_set, read, decision.level)
    found = [
        *findings(read, rule_set, previous),
        *(member_findings(read, members, roll_ups, answered.whole) if members is not None else ()),
        *derivation_findings(read, rule_set, answered.standings, answered.derived, answered.whole),
        *(recognition_findings(recognition, rule_set, read) if recognition is not None else ()),
    ]
    made: type[Any] = Rating if isinstance(rule_set, RuleSet) else TargetRating
    rating: AnyRating = made(
        read,
        rule_set,
        chosen.selected_by,
        decision,
        tuple(sorted(found, key=lambda each: SEVERITIES.index(each.severity))),  # the gravest first
        answered.answers,
        chosen.overlaid,
        members,
        roll_ups,
        answered.standings,
        recognition,
        supposed,
    )
    return rating
