"""The review file: what a reviewer says of each answer in evidence, and the rating as the reviewer would have it.

It lies beside the evidence and never changes it. Its answers have the forms of evidence.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from criteria.amounts import Count
from criteria.answers import Answer, BlankAnswer, EvidenceModel, NotApplicableAnswer, Words
from criteria.problems import Problem, nearest, pointer, quote
from criteria.texts import Text, joined
from ratings.evidence import Evidence, EvidenceError
from ratings.finding import SEVERITIES, Finding
from ratings.output import save
from ratings.rating import suppose
from ratings.reading import STANDARD_INPUT, read_json
from ratings.record import AnyRating
from ratings.writing import entry_of, exact_json

SCHEMA = "xhht-review/1"
SUFFIX = ".review"
"""No .json: a pattern that names evidence, such as ``xa-*.json``, is not to name its reviews as well."""

ANSWER_CHANGED = Text(
    "Câu trả lời đã đổi từ khi có nhận xét này. Hãy xem lại nhận xét.",
    "The answer has changed since this remark was made. Look at the remark again.",
)


def _an_object(read: Any) -> Any:
    if not isinstance(read, dict):
        raise PydanticCustomError("dict_type", "an object is needed")
    return read


def _answers(answer: Answer | None) -> Answer | None:
    if isinstance(answer, BlankAnswer):
        raise PydanticCustomError("remark_blank", "an answer is needed")
    return answer


class Reviewed(EvidenceModel):
    """What is reviewed: the name of the evidence file, its subject, and what it was rated by."""

    file: Words
    subject: Words
    rule_set: Words
    year: Count


class Remark(EvidenceModel):
    """What a reviewer says of one answer. Whoever disagrees says why, and may say what the answer should be.

    Attributes:
        verdict: What the reviewer holds of the answer.
        answer: What it should be.
        reason: Why.
        reviewer: Who says so, where it is another than the reviewer of the whole.
        about: The answer that was remarked upon, as ``digest_of`` has it; None: nobody knows, nor asks.
    """

    verdict: Literal["agree", "disagree"]
    answer: Annotated[Answer | None, AfterValidator(_answers)] = None
    reason: Words | None = None
    reviewer: Words | None = None
    about: Words | None = None

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if self.verdict == "disagree" and self.reason is None:
            raise PydanticCustomError("remark_reason", "a disagreement needs a reason")
        if self.verdict == "agree" and self.answer is not None:
            raise PydanticCustomError("remark_answer", "an agreement has no answer of its own")
        return self


class Review(EvidenceModel):
    """A review file: remarks by the id of an indicator, or of a criterion that is answered as a whole."""

    schema_: Annotated[Literal["xhht-review/1"], Field(alias="schema")]
    of: Reviewed
    reviewer: Words | None = None
    remarks: Annotated[dict[str, Remark], BeforeValidator(_an_object)]

    def with_remark(self, name: str, remark: Remark | None) -> "Review":
        """Return the review with *remark* on *name* in place of the one that was there; None: without one."""
        others = {each: said for each, said in self.remarks.items() if each != name}
        return self.model_copy(update={"remarks": others if remark is None else {**others, name: remark}})

    def reviewer_of(self, remark: Remark) -> str | None:
        """Return who made *remark*; None: nobody says."""
        return remark.reviewer or self.reviewer

    @property
    def reviewers(self) -> tuple[str, ...]:
        """Everybody who remarked on something, as far as the review says."""
        names = map(self.reviewer_of, self.remarks.values()) if self.remarks else (self.reviewer,)
        return tuple(dict.fromkeys(name for name in names if name is not None))

    @property
    def disagreements(self) -> Mapping[str, Remark]:
        """The remarks that disagree."""
        return {name: remark for name, remark in self.remarks.items() if remark.verdict == "disagree"}


# Files.


def review_path(evidence: Path) -> Path:
    """Return where the review of the file *evidence* lies.

    >>> review_path(Path("2024/xa.json")).as_posix()
    '2024/xa.review'
    """
    return evidence.with_name(evidence.stem + SUFFIX)


def read_review(path: Path | str) -> Review:
    """Return the review in the file at *path*.

    Raises:
        EvidenceError: The file cannot be read or is no review; with every problem. Its ``file`` says which.
    """
    read = read_json(Path(path))
    try:
        return to_review(read)
    except EvidenceError as error:
        raise EvidenceError(error.problems, str(path)) from None


def to_review(read: Any) -> Review:
    """Return the review in data that was *read* from JSON.

    Raises:
        EvidenceError: The data is no review; with every problem.
    """
    try:
        return Review.model_validate(read)
    except ValidationError as error:
        from criteria.validation import problems_of  # late: only mistakes need it

        raise EvidenceError(problems_of(error, read, Review)) from None


def evidence_of(path: Path) -> Path | None:
    """Return the evidence that the review in the file at *path* is of, which lies beside it; None: it is no review.

    What cannot be read is no review either: whoever reads it as evidence says what is wrong.

    Raises:
        EvidenceError: It is a review with mistakes. Its ``file`` says which.
    """
    try:
        read = read_json(path) if path != STANDARD_INPUT else None
    except EvidenceError:
        return None
    if not isinstance(read, dict) or read.get("schema") != SCHEMA:
        return None
    name = read_review(path).of.file
    if Path(name).name != name:
        wrong = Text("Đây không phải tên một tệp cùng thư mục.", "This names no file in the same folder.")
        right = Text("Ghi tên tệp minh chứng, không có thư mục.", "Write the name of the evidence file, no folder.")
        raise EvidenceError([Problem("/of/file", quote(name), wrong, right)], str(path))
    return path.with_name(name)


def write_review(path: Path, review: Review) -> None:
    """Write *review* to the file at *path*, which holds the old or the new one at every moment, whole.

    Raises:
        OSError: It cannot be written; what was there still is.
    """
    save(review_text(review), path)


def review_text(review: Review) -> str:
    """Return *review* as the JSON text of its file; the same for the same review, numbers exact."""
    data = review.model_dump(mode="json", by_alias=True, exclude_none=True, exclude_defaults=True)
    for name, remark in review.remarks.items():
        if remark.answer is not None:
            entry = entry_of(remark.answer)
            data["remarks"][name]["answer"] = {key: said for key, said in entry.items() if said != []}
    return exact_json(data)


# Ratings.


def blank_review(rating: AnyRating, file: Path) -> Review:
    """Return a review of the evidence in *file* that says nothing yet."""
    of = Reviewed(
        file=file.name,
        subject=rating.evidence.subject.name,
        rule_set=rating.rule_set.id,
        year=rating.evidence.year,
    )
    return Review.model_validate({"schema": SCHEMA, "of": of, "remarks": {}})


def digest_of(answer: Answer | None) -> str:
    """Return 16 hexadecimal digits that change with *answer*: with what it says, its note, its papers; None: no answer.

    The question does not count, for it is only repeated there.
    """
    entry = entry_of(answer) if answer is not None else {}
    said = {key: each for key, each in entry.items() if key != "question" and each != []}
    words = json.dumps(said, sort_keys=True, separators=(",", ":"), default=str) if said else "no answer"
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def outdated(rating: AnyRating, review: Review) -> frozenset[str]:
    """Return on what *review* has a remark about another answer than the one that was rated."""
    return frozenset(
        name
        for name, remark in review.remarks.items()
        if remark.about is not None and remark.about != digest_of(rating.answer_to(name))
    )


def check_review(rating: AnyRating, review: Review) -> tuple[Problem, ...]:
    """Return every reason why *review* is none of what was rated; nothing when it is. Answers are not looked at."""
    return (*_of_something_else(rating, review), *_unknown(rating, review))


def _of_something_else(rating: AnyRating, review: Review) -> Iterator[Problem]:
    of, subject, year = review.of, rating.evidence.subject.name, rating.evidence.year
    pairs: list[tuple[str, object, object, Text]] = [
        ("subject", of.subject, subject, Text("đối tượng khác", "another subject")),
        ("rule_set", of.rule_set, rating.rule_set.id, Text("bộ tiêu chí khác", "another rule set")),
        ("year", of.year, year, Text("năm khác", "another year")),
    ]
    for key, read, rated, other in pairs:
        if read != rated:
            wrong = Text(
                f"Rà soát này là của {other.vi}: {quote(read)}.", f"The review is of {other.en}: {quote(read)}."
            )
            right = Text(
                f"Minh chứng đang xét là của {quote(rated)}: dùng đúng tệp rà soát của nó.",
                f"The evidence at hand is of {quote(rated)}: use the review of that.",
            )
            yield Problem(pointer(["of", key]), quote(read), wrong, right)


def _unknown(rating: AnyRating, review: Review) -> Iterator[Problem]:
    rule_set = rating.rule_set
    known = [*rule_set.by_id, *rule_set.criteria_by_id]
    for name in review.remarks:
        if name not in known:
            wrong = Text(
                f"{rule_set.id} không có tiêu chí hay nội dung {quote(name)}.",
                f"{rule_set.id} has no criterion or indicator {quote(name)}.",
            )
            yield Problem(pointer(["remarks", name]), quote(name), wrong, nearest(name, known))


def reviewed(rating: AnyRating, review: Review, *, previous: Evidence | None = None) -> AnyRating:
    """Return the rating as the reviewer would have it, with a finding for each disagreement.

    Where a disagreement has an answer, that counts; with the papers of the subject, unless it brings its own.

    Args:
        rating: Of the evidence that was reviewed.
        review: What the reviewer says.
        previous: As for ``rate``.

    Raises:
        EvidenceError: The review is of something else, or an answer does not answer what is asked; with every
            problem, by its path in the review file.
        EngineError: The engine did not decide.
    """
    problems = check_review(rating, review)
    if problems:
        raise EvidenceError(problems)
    answers = answers_counted(rating, review)
    try:
        changed = suppose(rating, answers, previous=previous) if answers else rating
    except EvidenceError as error:
        raise EvidenceError(map(_in_review, error.problems)) from None
    found = sorted((*changed.findings, *_findings(rating, review)), key=lambda each: SEVERITIES.index(each.severity))
    return replace(changed, findings=tuple(found))


def reviewed_by_file(rating: AnyRating, path: Path, *, previous: Evidence | None = None) -> AnyRating:
    """Return the rating as the review in the file at *path* would have it; as ``reviewed``.

    Raises:
        EvidenceError: The file cannot be read, is no review, or none of what was rated. Its ``file`` says which.
        EngineError: The engine did not decide.
    """
    review = read_review(path)
    try:
        return reviewed(rating, review, previous=previous)
    except EvidenceError as error:
        raise EvidenceError(error.problems, str(path)) from None


def answers_counted(rating: AnyRating, review: Review) -> dict[str, Answer]:
    """Return the answers of *review* that take the place of the subject's, by item, as they count."""
    said = review.disagreements.items()
    return {name: counted(rating, name, remark) for name, remark in said if remark.answer is not None}


def counted(rating: AnyRating, name: str, remark: Remark) -> Answer:
    """Return the answer of *remark* on *name* as it counts: with the subject's papers, and the reason as its note.

    The remark has to have an answer.
    """
    answer, before = remark.answer, rating.answer_to(name)
    assert answer is not None
    changes: dict[str, Any] = {} if answer.note is not None else {"note": remark.reason}
    if not answer.documents and before is not None and not isinstance(answer, NotApplicableAnswer):
        changes["documents"] = before.documents
    return answer.model_copy(update=changes)


def _in_review(problem: Problem) -> Problem:
    """Return the *problem* of an answer at its place in the review file."""
    _, block, *rest = problem.path.split("/")
    if block != "answers":
        return problem
    path = ["", "remarks", *rest[:1], *(["answer"] if rest else []), *rest[1:]]
    return problem._replace(path="/".join(path))


def _findings(rating: AnyRating, review: Review) -> Iterator[Finding]:
    disagreements = review.disagreements
    agreed, not_agreed = len(review.remarks) - len(disagreements), len(disagreements)
    names = ", ".join(review.reviewers)
    by = Text(f" của {names}", f" by {names}") if names else Text("", "")
    counts = Text(f"{agreed} đồng ý, {not_agreed} không đồng ý.", f"{agreed} agreed, {not_agreed} disagreed.")
    yield Finding("info", "/answers", joined([Text(f"Tính theo rà soát{by.vi}:", f"As reviewed{by.en}:"), counts]))
    for name, remark in disagreements.items():
        name_of = review.reviewer_of(remark)
        who = f" ({name_of})" if name_of is not None else ""
        message = Text(
            f"Người rà soát{who} không đồng ý: {remark.reason}", f"The reviewer{who} disagrees: {remark.reason}"
        )
        yield Finding("warning", pointer(["answers", name]), message)
    for name in sorted(outdated(rating, review)):
        yield Finding("warning", pointer(["answers", name]), ANSWER_CHANGED)
