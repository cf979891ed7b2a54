"""What if: the rating as it would be if some answers were others. The evidence is never changed."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from criteria.answers import Answer
from criteria.problems import Problem, ProblemsError, nearest, pointer, quote
from criteria.texts import Text, plain
from ratings.batch import Terms, folder_of
from ratings.changing import with_paper
from ratings.comparing import compare
from ratings.deriving import standards_of
from ratings.evidence import Evidence, EvidenceError
from ratings.explaining_shared import derived_standard
from ratings.rating import rate, suppose
from ratings.reading import parse_evidence, read_json
from ratings.record import AnyRating, Rating
from ratings.result_comparison import SupposedShown, WhatIfResult
from ratings.typed_answers import answer_typed
from ratings.writing import entry_of, exact_json


class WhatIf(NamedTuple):
    """What would come out.

    Attributes:
        before: The rating as it is.
        after: The rating as it would be.
        answers: What was supposed, with its papers.
        papers: Items for which a paper was supposed as well: without one their answers would not count.
    """

    before: AnyRating
    after: AnyRating
    answers: Mapping[str, Answer]
    papers: frozenset[str]


def answers_typed(rating: AnyRating, typed: Sequence[str]) -> dict[str, Answer]:
    """Return the answers that were *typed*, each as ``2.a=40/40``, by item.

    Raises:
        ProblemsError: Something cannot be read, names nothing that is asked, or is there twice; with every problem.
            Each path is the item.
    """
    answers: dict[str, Answer] = {}
    problems: list[Problem] = []
    for each in typed:
        name, equals, words = (part.strip() for part in plain(each).partition("="))
        read = _one(rating, name, words) if equals else _without_equals(each)
        if name in answers:
            read = Problem(name, quote(words), _TWICE, Text("Ghi một lần.", "Write it once."))
        if isinstance(read, Problem):
            problems.append(read)
        else:
            answers[name] = read
    if problems:
        raise ProblemsError(problems)
    return answers


_TWICE = Text("Nội dung này được ghi hai lần.", "This indicator is there twice.")


def _without_equals(typed: str) -> Problem:
    right = Text("Ghi như 2.a=38/40 hoặc 1.b=có.", "Write it like 2.a=38/40 or 1.b=yes.")
    return Problem(quote(typed), None, Text("Thiếu dấu =.", "There is no = in it."), right)


def _one(rating: AnyRating, name: str, words: str) -> Answer | Problem:
    rule_set = rating.rule_set
    known = [*rule_set.by_id, *rule_set.criteria_by_id]
    if name not in known:
        wrong = Text(
            f"{rule_set.id} không có nội dung {quote(name)}.", f"{rule_set.id} has no indicator {quote(name)}."
        )
        return Problem(name, quote(name), wrong, nearest(name, known))
    apart = _answered_apart(rating, name)
    if apart:
        listed = ", ".join(apart)
        wrong = Text(
            f"Tiêu chí {name} được trả lời theo từng nội dung.", f"Criterion {name} is answered indicator by indicator."
        )
        return Problem(name, quote(words), wrong, Text(f"Ghi cho từng nội dung: {listed}.", f"Write for {listed}."))
    read = answer_typed(rule_set.by_id.get(name), words, rating.answer_to(name))
    return read._replace(path=name) if isinstance(read, Problem) else read


def _answered_apart(rating: AnyRating, name: str) -> list[str]:
    """Return the indicators of the criterion *name* that are answered on their own; none where *name* is none."""
    criterion = rating.rule_set.criteria_by_id.get(name)
    if criterion is None:
        return []
    return [each for each in rating.rule_set.by_id if each in criterion.indicator_ids and each in rating.answers]


def what_if(
    rating: AnyRating,
    answers: Mapping[str, Answer],
    *,
    besides: Mapping[str, Answer] = MappingProxyType({}),
    previous: Evidence | None = None,
) -> WhatIf:
    """Return what would come out if *answers* counted; with a supposed paper, where only that would lack.

    Args:
        rating: Of the subject as it is.
        answers: By item.
        besides: Answers that count as well, as they are.
        previous: As for ``rate``.

    Raises:
        EvidenceError: An answer does not answer what is asked; with every problem. Each path is the item.
        EngineError: The engine did not decide.
    """
    try:
        after = suppose(rating, {**besides, **answers}, previous=previous)
        lacking = {name: each for name, each in answers.items() if _lacks(after, name)}
        proved = {name: with_paper(rating.rule_set.by_id[name], each) for name, each in lacking.items()}
        papers = frozenset(name for name, each in proved.items() if each is not answers[name])
        taken = {**answers, **proved}
        if papers:
            after = suppose(rating, {**besides, **taken}, previous=previous)
        return WhatIf(rating, after, taken, papers)
    except EvidenceError as error:
        raise EvidenceError([_by_item(each) for each in error.problems]) from None


def _lacks(rating: AnyRating, item: str) -> bool:
    """Whether *item*, an indicator, counts as missing."""
    if item not in rating.rule_set.by_id:
        return False
    if isinstance(rating, Rating):
        return item in rating.indicators and rating.indicators[item].status == "missing"
    return any(verdict.status == "missing" for verdict in rating.decision.targets[item].values())


def _by_item(problem: Problem) -> Problem:
    """Return *problem* with the item as its path: whoever typed the answer sees no file."""
    _, block, *rest = problem.path.split("/")
    return problem._replace(path="".join(rest[:1])) if block == "answers" else problem


def explained_what_if(found: WhatIf) -> WhatIfResult:
    """Return *found* as plain data."""
    compared = compare(found.before, found.after)
    known = found.before.findings
    supposed = tuple(pointer(["answers", name, "documents"]) for name in found.papers)
    return WhatIfResult(
        schema="xhht-what-if/1",
        rule_set=compared.rule_set,
        supposed=tuple(
            SupposedShown(name, answer, name in found.papers, overruled(found.before, name))
            for name, answer in found.answers.items()
        ),
        a=compared.a,
        b=compared.b,
        reasons=compared.reasons,
        criteria=compared.criteria,
        findings=tuple(
            each for each in found.after.findings if each not in known and not each.path.startswith(supposed)
        ),
    )


def overruled(rating: AnyRating, item: str) -> Text | None:
    """Return what an answer to *item* would count in place of; None: of nothing but the answer that is written."""
    roll_up = rating.roll_ups.get(item)
    if roll_up is not None and roll_up.is_known:
        return Text(
            f"{item} đang tính từ danh hiệu của thành viên; giả sử này thay cho kết quả đó.",
            f"{item} is counted from the titles of members; what is supposed takes the place of that.",
        )
    standard, known = derived_standard(rating, item), standards_of(rating.rule_set)
    if standard is not None and known is not None:
        name = known.by_id[standard].name
        return Text(
            f"{item} đang suy ra từ số liệu ({name.vi}); giả sử này thay cho kết quả đó.",
            f"{item} follows from counts ({name.en}); what is supposed takes the place of that.",
        )
    return None


# Saving.


_MEMBERS_BESIDE = Text(
    "Các tệp thành viên nằm trong thư mục của tệp gốc.", "The files of members lie in the folder of the first file."
)
_BESIDE = Text("Ghi vào cùng thư mục với tệp gốc.", "Write it into the folder of the file it comes from.")


def written(file: Path, found: WhatIf, terms: Terms, new: Path) -> str:
    """Return the evidence in *file* with what was supposed, as text for the file *new*; all else as it stands.

    The text is rated before it is returned, so that it says what was shown.

    Raises:
        EvidenceError: *file* cannot be read; or what would be written cannot be rated, or rates otherwise: members or
            counts answer in its place. Its ``file`` says which.
    """
    refused = [why for name in found.answers if (why := overruled(found.before, name)) is not None]
    if refused:
        right = Text(
            "Không ghi được điều đó vào tệp: sửa danh sách thành viên hoặc số liệu chuẩn.",
            "A file cannot say that: change the members or the counts of the standard.",
        )
        raise EvidenceError([Problem("", None, why, right) for why in refused], str(new))
    read: dict[str, Any] = read_json(file)
    if read.get("members_files") and new.parent.resolve() != file.parent.resolve():
        raise EvidenceError([Problem("/members_files", None, _MEMBERS_BESIDE, _BESIDE)], str(new))
    entries = {name: entry_of(answer) for name, answer in found.answers.items()}
    text = exact_json({**read, "answers": {**read.get("answers", {}), **entries}})
    _prove(text, found, terms, new)
    return text


def _prove(text: str, found: WhatIf, terms: Terms, new: Path) -> None:
    try:
        again = rate(parse_evidence(text), terms.rule_set, overlays=terms.overlays, folder=folder_of(new))
    except EvidenceError as error:
        raise EvidenceError(error.problems, str(new)) from None
    if again.decision != found.after.decision:
        wrong = Text("Tệp ghi ra sẽ được xếp loại khác.", "What would be written would be rated otherwise.")
        raise EvidenceError([Problem("", None, wrong, _BESIDE)], str(new))
