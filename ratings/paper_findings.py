"""Papers that do not go together: dated outside the year or after the assessment, one number with two dates."""

from collections.abc import Iterator

from criteria.answers import Document
from criteria.problems import pointer, quote
from criteria.targets_model import AnyRuleSet
from criteria.texts import Text
from ratings.due_dates import asking_day
from ratings.evidence import Evidence, is_to_be_found
from ratings.finding import Finding


def paper_findings(evidence: Evidence, rule_set: AnyRuleSet) -> Iterator[Finding]:
    """Yield what in the papers of *evidence* wants a second look."""
    papers = list(_papers(evidence))
    yield from _assessment(evidence)
    # Decisions on members come after the year, and before the dossier of those whom they are members of.
    of_members = tuple(f"{pointer(['answers', name])}/" for name in rule_set.roll_ups)
    last = asking_day(rule_set, evidence)
    for path, paper in papers:
        decided = path.startswith(of_members) and paper.date is not None and paper.date.year > evidence.year
        if not decided or (paper.date is not None and paper.date > last):
            yield from _dated(evidence, path, paper)
    yield from _numbers(papers)
    yield from (_to_be_found(path) for path, paper in papers if is_to_be_found(paper))


def _papers(evidence: Evidence) -> Iterator[tuple[str, Document]]:
    for name, answer in sorted(evidence.answers.items()):  # whatever their order in the file
        for place, paper in enumerate(answer.documents):
            yield pointer(["answers", name, "documents", place]), paper
    for place, paper in enumerate(evidence.standards.documents if evidence.standards is not None else ()):
        yield pointer(["standards", "documents", place]), paper


def _assessment(evidence: Evidence) -> Iterator[Finding]:
    day = evidence.assessed_on
    if day is not None and day.year < evidence.year:
        message = Text(
            f"Ngày đánh giá {day:%d/%m/%Y} đứng trước năm đánh giá {evidence.year}.",
            f"The day of assessment, {day}, is before the year {evidence.year}.",
        )
        yield Finding("warning", "/assessed_on", message)


def _to_be_found(path: str) -> Finding:
    message = Text(
        "Minh chứng này mới là giả sử, chưa có thật; câu trả lời được tính như đã có. Bổ sung rồi sửa lại.",
        "This document is only supposed and still lacks; the answer counts as if it were there. Find it, mend this.",
    )
    return Finding("warning", path, message)


def _dated(evidence: Evidence, path: str, paper: Document) -> Iterator[Finding]:
    day, assessed = paper.date, evidence.assessed_on
    if day is None:
        return
    if assessed is not None and day > assessed:
        message = Text(
            f"Minh chứng ngày {day:%d/%m/%Y}, sau ngày đánh giá {assessed:%d/%m/%Y}.",
            f"The document is of {day}, after the assessment on {assessed}.",
        )
        yield Finding("warning", f"{path}/date", message)
    elif day.year != evidence.year:
        message = Text(
            f"Minh chứng ngày {day:%d/%m/%Y}, ngoài năm đánh giá {evidence.year}.",
            f"The document is of {day}, outside the year of assessment {evidence.year}.",
        )
        yield Finding("info" if day.year < evidence.year else "warning", f"{path}/date", message)


def _numbers(papers: list[tuple[str, Document]]) -> Iterator[Finding]:
    dates: dict[str, dict[str, str]] = {}
    for path, paper in papers:
        if paper.number is not None and paper.date is not None:
            dates.setdefault(paper.number.casefold(), {}).setdefault(f"{paper.date:%d/%m/%Y}", path)
    for found in dates.values():
        if len(found) > 1:
            listed = ", ".join(found)
            *_, path = found.values()
            number = next(quote(paper.number) for place, paper in papers if place == path)
            message = Text(
                f"Số {number} ghi nhiều ngày khác nhau: {listed}.", f"The number {number} has several dates: {listed}."
            )
            yield Finding("warning", path, message)
