"""What is under review, without a screen: files, their ratings, and the remarks, saved as soon as they are made."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from criteria.answers import Answer
from criteria.problems import Problem
from criteria.system_errors import reason
from criteria.texts import Text, plain
from ratings.batch import Rated, Refused
from ratings.changing import with_paper
from ratings.evidence import EvidenceError
from ratings.rating import suppose
from ratings.record import AnyRating, Rating
from ratings.reviews import (
    Remark,
    Review,
    blank_review,
    counted,
    read_review,
    review_path,
    review_text,
    reviewed,
    write_review,
)


class Supposed(NamedTuple):
    """What would come of an answer: the rating, and the answer, with a paper that is supposed where one lacks."""

    rating: AnyRating
    answer: Answer
    paper: bool


@dataclass
class Case:
    """One file under review.

    Attributes:
        file: The evidence.
        rated: Its rating, as the evidence has it.
        review: What the reviewer says of it.
        reviewer: Who reviews; written with the next remark. None: whoever the review file names.
        problem: Why the last remark could not be saved; None: everything is saved.
    """

    file: Path
    rated: Rated
    review: Review
    reviewer: str | None = None
    problem: Text | None = None
    _on_disk: bytes | None = None
    _before: list[tuple[str, Remark | None]] = field(default_factory=list)
    _reviewed: AnyRating | None = None

    @property
    def rating(self) -> AnyRating:
        """The rating as the evidence has it."""
        return self.rated.rating

    @property
    def review_file(self) -> Path:
        """Where the remarks are saved."""
        return review_path(self.file)

    @property
    def reviewed(self) -> AnyRating:
        """The rating as the reviewer would have it."""
        if self._reviewed is None:
            self._reviewed = reviewed(self.rating, self.review)
        return self._reviewed

    def remark(self, item: str, remark: Remark | None) -> None:
        """Put *remark* on *item* (None: take it away) and save; ``problem`` says why, where that fails."""
        self._before.append((item, self.review.remarks.get(item)))
        self._put(item, remark)

    def undo(self) -> str | None:
        """Take the last change back and save; return the item, None where nothing was changed."""
        if not self._before:
            return None
        item, remark = self._before.pop()
        self._put(item, remark)
        return item

    def _put(self, item: str, remark: Remark | None) -> None:
        self.review = self.review.with_remark(item, remark)
        if self.reviewer is not None:
            self.review = self.review.model_copy(update={"reviewer": self.reviewer})
        self._reviewed = None
        self.problem = self._save()

    def _save(self) -> Text | None:
        name = plain(self.review_file.name)
        try:
            if _bytes_at(self.review_file) != self._on_disk:
                return Text(
                    f"{name} đã bị thay đổi từ nơi khác, không ghi đè. Sao tệp đó sang tên khác rồi nhận xét lại.",
                    f"{name} was changed by someone else and is kept. Move it away, then remark again.",
                )
            write_review(self.review_file, self.review)
            self._on_disk = review_text(self.review).encode()
        except OSError as error:
            why = reason(error)
            return Text(f"Không ghi được {name}: {why.vi}.", f"Cannot write {name}: {why.en}.")
        return None

    def suppose(self, item: str, answer: Answer) -> Supposed:
        """Return what would come of *answer* to *item*, with the other remarks as they are.

        A paper is supposed where nothing but that lacks.

        Raises:
            EvidenceError: It does not answer what is asked.
        """
        others = {
            name: counted(self.rating, name, remark)
            for name, remark in self.review.disagreements.items()
            if remark.answer is not None and name != item
        }
        rating = suppose(self.rating, {**others, item: answer})
        indicator = self.rating.rule_set.by_id.get(item)
        if indicator is None or not _lacks(rating, item):
            return Supposed(rating, answer, paper=False)
        proved = with_paper(indicator, answer)
        if proved is answer:
            return Supposed(rating, answer, paper=False)
        return Supposed(suppose(self.rating, {**others, item: proved}), proved, paper=True)

    def own(self, item: str, answer: Answer) -> Answer:
        """Return *answer* without what the subject's has as well: as it stands in a remark."""
        before = self.rating.answer_to(item)
        changes: dict[str, object] = {"note": None, "question": None}
        if before is not None and before.documents == answer.documents:
            changes["documents"] = ()
        return answer.model_copy(update=changes)


def _lacks(rating: AnyRating, item: str) -> bool:
    """Whether the verdict on *item* is that something is missing."""
    if isinstance(rating, Rating):
        return item in rating.indicators and rating.indicators[item].status == "missing"
    return any(verdict.status == "missing" for verdict in rating.decision.targets[item].values())


def _bytes_at(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


Entry = Case | Refused
"""A file in the list: under review, or with what is wrong with it."""


def open_cases(files: Sequence[Path], outcomes: Sequence[Rated | Refused], reviewer: str | None) -> tuple[Entry, ...]:
    """Return what became of *files*, each with the review that lies beside it.

    Raises:
        EvidenceError: A review file cannot be read, or is of something else: it is never written over. Its ``file``
            says which.
        EngineError: The engine did not decide.
    """
    entries: list[Entry] = []
    for file, outcome in zip(files, outcomes, strict=True):
        entries.append(outcome if isinstance(outcome, Refused) else open_case(file, outcome, reviewer))
    return tuple(entries)


def open_case(file: Path, rated: Rated, reviewer: str | None = None) -> Case:
    """Return the review of *file*; arguments and errors as for ``open_cases``."""
    path = review_path(file)
    if not (path.exists() or path.is_symlink()):
        return Case(file, rated, blank_review(rated.rating, file), reviewer)
    try:
        review = read_review(path)
        reviewed(rated.rating, review)
        return Case(file, rated, review, reviewer, _on_disk=path.read_bytes())
    except EvidenceError as error:
        kept = Text("Tệp rà soát được giữ nguyên.", "The review file is kept as it is.")
        raise EvidenceError([*error.problems, Problem("", None, kept, _MEND)], str(path)) from None


_MEND = Text("Sửa nó, hoặc chuyển nó đi nơi khác.", "Mend it, or move it away.")
