"""A self-assessment: what is asked next, what an answer changes, and the file as it then stands. Prompts nothing."""

from collections.abc import Collection, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from criteria.answers import Answer, BlankAnswer, Document, ShareAnswer
from criteria.problems import Problem, pointer
from criteria.questions import AskChoice, AskShare
from criteria.shared import BaseIndicator
from criteria.targets_model import AnyRuleSet, TargetIndicator
from criteria.texts import Language, Text, plain, says_something
from ratings.checking import check
from ratings.evidence import Evidence, EvidenceError, to_evidence
from ratings.explaining import explain
from ratings.rating import rate, rate_answers
from ratings.record import AnyRating
from ratings.result_targets import AnyResult
from ratings.self_assess_file import RECOGNITIONS, File, begun, opened, placed
from ratings.self_assess_subject import NOTHING, ORDERS, Field, fields_of
from ratings.shares import all_of
from ratings.templates import template
from ratings.typed_answers import answer_typed, day_typed, folded, form_of
from ratings.writing import entry_of, exact_json

Problems = tuple[Problem, ...]
"""Why something was not taken; nothing where it was."""
A_PAPER = Text("Ghi tên, số hoặc ngày.", "Write its title, number or day.")


class SelfAssessment:
    """The state of a self-assessment. What is not taken leaves it as it was.

    Attributes:
        file: What stands in the file, as JSON data.
        evidence: The same, read.
        rating: Of it; None while something is unknown without which nothing can be rated.
    """

    def __init__(self, rule_set: AnyRuleSet, path: Path, *, today: date, language: Language) -> None:
        """Go on with the file at *path*; begin a new one, still to be written, where there is none.

        Args:
            rule_set: What is asked.
            path: Of the file. Members files that it names lie in the same folder.
            today: For the year that is proposed.
            language: In which questions are written into the file.

        Raises:
            EvidenceError: What is there is no evidence, is for another rule set, or cannot be rated whatever is still
                answered. Its ``file`` says which file it was.
        """
        self.rule_set = rule_set
        self.fields = fields_of(rule_set)
        self.path = path
        self.resumed = path.exists()
        self._blank = template(rule_set, language)
        self._result: AnyResult | None = None
        self.rating: AnyRating | None = None
        try:
            self._take(opened(path, rule_set, language) if self.resumed else begun(rule_set, language, today.year))
        except EvidenceError as error:
            raise EvidenceError(error.problems, str(path)) from None

    # What is there.

    @property
    def text(self) -> str:
        """The file as it now stands."""
        return exact_json(self.file)

    @property
    def result(self) -> AnyResult | None:
        """The rating in words, made when it is asked for: it takes longer than the rating. None where there is none."""
        if self._result is None and self.rating is not None:
            self._result = explain(self.rating)
        return self._result

    def answer_to(self, item: str) -> Answer | None:
        """Return what answers the indicator *item*, by hand or otherwise; None: nothing."""
        found = self.rating.answer_to(item) if self.rating is not None else self.evidence.answers.get(item)
        return None if isinstance(found, BlankAnswer) else found

    def papers_of(self, item: str) -> tuple[Document, ...]:
        """Return the papers that are written down for the indicator *item*."""
        answer = self.evidence.answers.get(item)
        return answer.documents if answer is not None else ()

    def lacks_paper(self, item: str) -> bool:
        """Whether the indicator *item* is answered, and does not count for want of a paper."""
        if self.answer_to(item) is None or self.papers_of(item) or self.result is None:
            return False
        indicators = (each for criterion in self.result.criteria for each in criterion.indicators)
        return any(each.id == item and each.status == "missing" for each in indicators)

    def proposed_of(self, item: str) -> int | None:
        """Return of how many a share is taken where only a count is typed; None where that is not known."""
        asked, before = self.rule_set.by_id[item].answer, self.evidence.answers.get(item)
        if not isinstance(asked, AskShare):
            return None
        if isinstance(before, ShareAnswer):
            return before.of
        return all_of(asked, self.rule_set, self.evidence.population, self.evidence.answers)

    # What is asked.

    @cached_property
    def _by_field(self) -> dict[str, Field]:
        return {each.id: each for each in self.fields}

    def field(self, name: str) -> Field | None:
        """Return what is asked of the subject under *name*; None where *name* is an indicator."""
        return self._by_field.get(name)

    @property
    def items(self) -> tuple[str, ...]:
        """The indicators that are asked, in the order of the text."""
        return tuple(each.id for each in self.rule_set.indicators if self.why_passed(each) is None)

    @property
    def questions(self) -> tuple[str, ...]:
        """All that is asked: of the subject, then the indicators."""
        return (*self._by_field, *self.items)

    def why_passed(self, indicator: BaseIndicator) -> Text | None:
        """Return why *indicator* is not asked; None where it is."""
        criterion = next(each for each in self.rule_set.criteria if indicator.id in each.indicator_ids)
        if criterion.id in self.file["answers"]:
            return Text(
                f"tiêu chí {criterion.id} đã được trả lời chung trong tệp",
                f"criterion {criterion.id} is answered as a whole in the file",
            )
        type_ = self.file["subject"].get("type")
        if type_ is None or not isinstance(indicator, TargetIndicator) or indicator.is_asked(type_):
            return None
        asks = (indicator.asks(level) for level in indicator.targets)
        cited, short = next(each.citation.text for each in asks if each is not None), self.rule_set.text.short
        return Text(
            f"không hỏi loại hình này ({cited.vi}, {short.vi})", f"not asked of this type ({cited.en}, {short.en})"
        )

    def passed_before(self, name: str | None) -> list[tuple[BaseIndicator, Text]]:
        """Return the indicators between the question *name* (None: the end) and the one before it, and why."""
        passed: list[tuple[BaseIndicator, Text]] = []
        for indicator in self.rule_set.indicators:
            if indicator.id == name:
                return passed
            why = self.why_passed(indicator)
            passed = [*passed, (indicator, why)] if why is not None else []
        return passed if name is None else []

    def is_done(self, name: str) -> bool:
        """Whether the question *name* was asked and answered; what may be left open of a subject, or left open."""
        field = self.field(name)
        return field.is_done(self.file) if field is not None else self.answer_to(name) is not None

    @property
    def open(self) -> tuple[str, ...]:
        """The indicators without an answer."""
        return tuple(name for name in self.items if not self.is_done(name))

    def next_after(self, name: str | None, skipped: Collection[str] = ()) -> str | None:
        """Return the first question without an answer that was not *skipped*; None where there is none.

        Those behind *name* (None: all) come first, then those in front of it, which were jumped over.
        """
        questions = self.questions
        place = questions.index(name) + 1 if name in questions else 0
        ordered = (*questions[place:], *questions[:place])
        return next((each for each in ordered if not self.is_done(each) and each not in skipped), None)

    @property
    def resumed_at(self) -> str | None:
        """The question to go on with; None where everything is answered.

        The first without an answer; or the one in front of it, where that still lacks its paper. Once an indicator is
        answered, only what has to be known of the subject is asked again.
        """
        begun_with = any(self.answer_to(name) is not None for name in self.items)
        if not begun_with or any(each.required and not self.is_done(each.id) for each in self.fields):
            return self.next_after(None)
        first = next((name for name in self.items if not self.is_done(name)), None)
        place = self.items.index(first) if first is not None else len(self.items)
        before = self.items[place - 1] if place else None
        return before if before is not None and self.lacks_paper(before) else first

    def before(self, name: str) -> str | None:
        """Return the question in front of *name*; None where it is the first."""
        place = self.questions.index(name)
        return self.questions[place - 1] if place else None

    def called(self, typed: str) -> str | None:
        """Return the question that a person means: by its number, or by its short name; None: there is none."""
        bare = folded(typed)
        for field in self.fields:
            if bare in (field.id, folded(field.called.vi), folded(field.called.en)):
                return field.id
        return next((name for name in self.items if bare == name), None)

    def forms(self, item: str) -> Text:
        """Return how an answer to the indicator *item* is typed; that it does not apply, where the text expects that.

        Where only our reading lets it not apply, the help says so and not every question.
        """
        indicator, of = self.rule_set.by_id[item], self.proposed_of(item)
        match indicator.answer:
            case AskChoice(options=options):
                form = Text(f"số thứ tự, từ 1 đến {len(options)}", f"its number, 1 to {len(options)}")
            case AskShare():
                form = Text("số đạt/tổng số, ví dụ 38/40", "how many/of how many, such as 38/40")
            case _:
                form = form_of(indicator)
        if of is not None:
            form = Text(f"số đạt (trong tổng số {of}); hoặc {form.vi}", f"how many (of {of}); or {form.en}")
        if isinstance(indicator, TargetIndicator) and self.may_not_apply(indicator):
            return Text(f"{form.vi}; hoặc không áp dụng: lý do", f"{form.en}; or not applicable: reason")
        return form

    def may_not_apply(self, indicator: BaseIndicator) -> bool:
        """Whether it can be answered that *indicator* does not apply, with a reason."""
        if self.rule_set.not_applicable is None:
            return False
        return not isinstance(indicator, TargetIndicator) or bool(indicator.may_not_apply)

    # What is answered.

    def answer(self, name: str, typed: str) -> Problems:
        """Take what was *typed* as the answer to the question *name*; nothing typed leaves the answer that is there."""
        field = self.field(name)
        if field is not None:
            there = field.value(self.file)
            value = there if there is not None and not typed.strip() else field.written(typed)
            return (value,) if isinstance(value, Problem) else self._write(field, value)
        right = self.forms(name)
        right = Text(f"Gõ {right.vi}.", f"Type {right.en}.")
        indicator, before = self.rule_set.by_id[name], self.evidence.answers.get(name)
        if not typed.strip():
            return (Problem("", "", NOTHING, right),) if self.answer_to(name) is None else ()
        answer = answer_typed(indicator, typed, before, of=self.proposed_of(name))
        if isinstance(answer, Problem):
            by_number = isinstance(indicator.answer, AskChoice)  # not by the id that the problem lists
            return (answer._replace(right=right) if by_number else answer,)
        return self._written(name, entry_of(answer), right)

    def recognise(self, level: str, typed: str) -> Problems:
        """Take a recognition of *level* on the day that was *typed*."""
        day = day_typed(typed)
        if isinstance(day, Problem):
            return (day,)
        known = [*(self.file.get(RECOGNITIONS) or ()), {"level": level, "date": day.isoformat()}]
        return self._write(self._by_field[RECOGNITIONS], known)

    def write_paper(self, item: str, place: int, typed: Mapping[str, str]) -> Problems:
        """Make what was *typed* the paper at *place*, and the last, of the indicator *item*, which is answered.

        Args:
            item: The indicator.
            place: 0 is the first.
            typed: Its number, date and title, as far as they are known; where all are blank, there is no such paper.
        """
        paper = {key: plain(typed.get(key, "")).strip() for key in ("number", "date", "title")}
        if paper["date"]:
            day = day_typed(paper["date"])
            if isinstance(day, Problem):
                return (day,)
            paper["date"] = day.isoformat()
        paper = {key: words for key, words in paper.items() if says_something(words)}
        entry = self.file["answers"][item]
        papers = [*(entry.get("documents") or ())[:place], *([paper] if paper else ())]
        return self._written(item, entry | {"documents": papers}, A_PAPER)

    def clear(self, name: str) -> Problems:
        """Take the answer to *name* back, with its papers."""
        field = self.field(name)
        if field is None:
            blank = dict(self._blank["answers"][name])
            kept = {key: self.file["answers"][name].get(key) for key in ("question", "note")}
            return self._written(name, blank | {key: words for key, words in kept.items() if words}, Text("", ""))
        if field.required:
            wrong = Text("Câu này phải có câu trả lời.", "This has to be answered.")
            return (Problem("", None, wrong, field.right),)
        return self._write(field, field.default)

    def _write(self, field: Field, value: Any) -> Problems:
        *above, key = field.path
        if above:
            (block,) = above
            value = placed(self.file.get(block) or {}, key, value, ORDERS[block,])
            key = block
        return self._tried(placed(self.file, key, value, tuple(self._blank)), pointer(field.path), field.right)

    def _written(self, item: str, entry: File, right: Text) -> Problems:
        answers = placed(self.file["answers"], item, entry, tuple(self._blank["answers"]))
        return self._tried(self.file | {"answers": answers}, pointer(["answers", item]), right)

    def _tried(self, file: File, path: str, right: Text) -> Problems:
        """Take *file*, or say why not: shortly where *path*, which was just answered, is to blame."""
        try:
            self._take(file)
        except EvidenceError as error:
            return tuple(_without_json(each, path, right) for each in error.problems)
        return ()

    def _take(self, file: File) -> None:
        evidence = to_evidence(file)
        problems = check(evidence, self.rule_set)
        waiting = [each for each in problems if _will_be_asked(each)]
        if len(waiting) < len(problems):
            raise EvidenceError([each for each in problems if each not in waiting])
        rating = self._rated(evidence) if not waiting else None
        self.file: File = file
        self.evidence: Evidence = evidence
        self.rating = rating
        self._result = None

    def _rated(self, evidence: Evidence) -> AnyRating:
        if self.rating is not None and _but_answers(evidence) == _but_answers(self.evidence):
            return rate_answers(self.rating, evidence)
        return rate(evidence, folder=self.path.parent)


def _but_answers(evidence: Evidence) -> Evidence:
    return evidence.model_copy(update={"answers": {}})


def _will_be_asked(problem: Problem) -> bool:
    return problem.read is None and problem.path in ("/subject/tier", "/subject/type")


def _without_json(problem: Problem, path: str, right: Text) -> Problem:
    """Return *problem* for somebody who sees no file: keys in quotation marks say nothing to them."""
    if problem.path != path and not problem.path.startswith(f"{path}/"):
        return problem
    return problem._replace(path="", right=right if '"' in problem.right.vi or not problem.right.vi else problem.right)
