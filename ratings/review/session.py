"""What is under review, without a screen: files, their ratings, and the remarks, saved as soon as they are made."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from criteria.answers import Answer
from criteria.problems import Problem
from criteria.system_errors import reason
from criteria.texts import Text, plain
from ratings.batch import Batch, Rated, Refused, shown_name
from ratings.evidence import Evidence, EvidenceError
from ratings.explaining import explain
from ratings.record import AnyRating
from ratings.result_targets import AnyResult
from ratings.review.drafts import Draft, draft_path, drop_draft, keep_draft, read_drafts
from ratings.review.items import Item, items_of
from ratings.reviews import (
    Remark,
    Review,
    answers_counted,
    blank_review,
    digest_of,
    outdated,
    read_review,
    review_path,
    review_text,
    reviewed,
    write_review,
)
from ratings.what_if import what_if


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
        reviewer: Who reviews; written into each remark, where the review file names another. None: whoever that names.
        previous: Evidence of the year before, as for ``rate``.
        problem: Why the last remark could not be saved; None: everything is saved.
    """

    file: Path
    rated: Rated
    review: Review
    reviewer: str | None = None
    previous: Evidence | None = None
    problem: Text | None = None
    _on_disk: bytes | None = None
    _before: list[tuple[str, Remark | None]] = field(default_factory=list)
    _unsaved: set[str] = field(default_factory=set)
    _reviewed: AnyRating | None = None
    _reviewed_result: AnyResult | None = None

    @property
    def rating(self) -> AnyRating:
        """The rating as the evidence has it."""
        return self.rated.rating

    @cached_property
    def result(self) -> AnyResult:
        """The rating as the evidence has it, explained."""
        return explain(self.rating)

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """The lines of the tree."""
        return items_of(self.rating, self.result)

    @property
    def review_file(self) -> Path:
        """Where the remarks are saved."""
        return review_path(self.file)

    @cached_property
    def drafts(self) -> dict[str, Draft]:
        """Disagreements that were begun, and neither saved nor dropped, by item; the one typed last at the end."""
        judged = {item.id for item in self.items if item.judged}
        return {name: each for name, each in read_drafts(draft_path(self.file)).items() if name in judged}

    def keep_draft(self, item: str, reason: str, answer: str) -> None:
        """Keep what is being typed on *item*, on the disk too where that can be; nothing typed: nothing."""
        self.drafts.pop(item, None)
        if reason.strip() or answer.strip():
            self.drafts[item] = Draft(plain(reason), plain(answer))
            keep_draft(draft_path(self.file), item, self.drafts[item])
        else:
            drop_draft(draft_path(self.file), item)

    def drop_draft(self, item: str) -> None:
        """Forget what was being typed on *item*, if anything was."""
        if self.drafts.pop(item, None) is not None:
            drop_draft(draft_path(self.file), item)

    def has_draft_on_disk(self, item: str) -> bool:
        """Return whether what was being typed on *item* outlives the terminal."""
        return item in self.drafts and read_drafts(draft_path(self.file)).get(item) == self.drafts[item]

    @property
    def reviewed(self) -> AnyRating:
        """The rating as the reviewer would have it."""
        if self._reviewed is None:
            self._reviewed = reviewed(self.rating, self.review, previous=self.previous)
        return self._reviewed

    @property
    def reviewed_result(self) -> AnyResult:
        """The rating as the reviewer would have it, explained: once for each change, for the pane asks at each move."""
        if self._reviewed_result is None:
            self._reviewed_result = explain(self.reviewed)
        return self._reviewed_result

    def remark(self, item: str, remark: Remark | None) -> None:
        """Put *remark* on *item* (None: take it away) and save; ``problem`` says why, where that fails."""
        self._before.append((item, self.review.remarks.get(item)))
        remark = self._signed(item, remark) if remark is not None else None
        if remark is not None and remark.verdict == "disagree":
            self._unsaved.add(item)
        else:
            self._unsaved.discard(item)
        self._put(item, remark)

    def _signed(self, item: str, remark: Remark) -> Remark:
        """Return *remark* with who made it, and about which answer."""
        name = self.reviewer if self.reviewer != self.review.reviewer else None
        return remark.model_copy(update={"reviewer": name, "about": digest_of(self.rating.answer_to(item))})

    @property
    def outdated(self) -> frozenset[str]:
        """The items with a remark about an answer that has changed since."""
        return outdated(self.rating, self.review)

    def undo(self) -> str | None:
        """Take the last change back and save; return the item, None where nothing was changed."""
        if not self._before:
            return None
        item, remark = self._before.pop()
        self._unsaved.discard(item)
        self._put(item, remark)
        return item

    def _put(self, item: str, remark: Remark | None) -> None:
        self.review = self.review.with_remark(item, remark)
        self._reviewed = self._reviewed_result = None
        self.problem = self._save()
        if self.problem is None:
            for name in self._unsaved:
                self.drop_draft(name)  # only now: until then it is all that outlives the terminal
            self._unsaved.clear()

    def _save(self) -> Text | None:
        name = plain(self.review_file.name)
        try:
            if _bytes_at(self.review_file) not in (self._on_disk, None):  # None: moved away, nothing to write over
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
        others = answers_counted(self.rating, self.review.with_remark(item, None))
        found = what_if(self.rating, {item: answer}, besides=others, previous=self.previous)
        return Supposed(found.after, found.answers[item], item in found.papers)

    def _remarked(self, item: str) -> Answer | None:
        remark = self.review.remarks.get(item)
        return remark.answer if remark is not None else None

    def answer(self, item: str) -> Answer | None:
        """Return the answer to *item* to go on from: the reviewer's, with the papers that it counts with.

        Else the subject's; None: there is neither.
        """
        ours, theirs = self._remarked(item), self.rating.answer_to(item)
        if ours is None or ours.documents or theirs is None:
            return ours or theirs
        return ours.model_copy(update={"documents": theirs.documents})

    def own(self, item: str, answer: Answer) -> Answer:
        """Return *answer*, which goes on from ``answer(item)``, without what is the subject's: as a remark has it."""
        ours, theirs = self._remarked(item), self.rating.answer_to(item)
        changes: dict[str, object] = {} if ours is not None else {"note": None, "question": None}
        if theirs is not None and theirs.documents == answer.documents:
            changes["documents"] = ()
        return answer.model_copy(update=changes)


def _bytes_at(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


Entry = Case | Refused
"""A file in the list: under review, or with what is wrong with it or with the review beside it."""


def open_cases(files: Sequence[Path], batch: Batch, reviewer: str | None, previous: Evidence | None) -> list[Entry]:
    """Return what became of *files*, each with the review that lies beside it.

    A review file that cannot be read, or is of something else, is never written over: its file is refused.

    Raises:
        EngineError: The engine did not decide.
    """
    return [
        outcome if isinstance(outcome, Refused) else _opened(file, outcome, reviewer, previous)
        for file, outcome in zip(files, batch.outcomes, strict=True)
    ]


def _opened(file: Path, rated: Rated, reviewer: str | None, previous: Evidence | None) -> Entry:
    try:
        return open_case(file, rated, reviewer, previous)
    except EvidenceError as error:
        return Refused(shown_name(review_path(file)), error.problems)


def open_case(file: Path, rated: Rated, reviewer: str | None = None, previous: Evidence | None = None) -> Case:
    """Return the review of *file*; arguments and errors as for ``open_cases``.

    Raises:
        EvidenceError: The review file beside it cannot be read, or is of something else. Its ``file`` says which.
    """
    path = review_path(file)
    if not (path.exists() or path.is_symlink()):
        blank = blank_review(rated.rating, file).model_copy(update={"reviewer": reviewer})
        return Case(file, rated, blank, reviewer, previous)
    try:
        read = path.read_bytes()
        review = read_review(path)
        reviewed(rated.rating, review, previous=previous)
    except OSError as error:
        why = reason(error)
        wrong = Text(f"Không đọc được: {why.vi}.", f"Cannot be read: {why.en}.")
        raise EvidenceError([Problem("", None, wrong, _MEND)], str(path)) from None
    except EvidenceError as error:
        kept = Text("Tệp rà soát được giữ nguyên.", "The review file is kept as it is.")
        raise EvidenceError([*error.problems, Problem("", None, kept, _MEND)], str(path)) from None
    return Case(file, rated, review, reviewer, previous, _on_disk=read)


_MEND = Text("Sửa nó, hoặc chuyển nó đi nơi khác.", "Mend it, or move it away.")
