"""The talk of a self-assessment: prompts line by line, so that it works over SSH and with a pipe."""

import shlex
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import click
from rich.console import Group, RenderableType

from criteria.problems import Problem, nearest, quote
from criteria.texts import NO_BREAK_SPACE, Text, plain
from ratings.bilingual import language, say
from ratings.layout import Hanging, Styled
from ratings.output import emit, printed
from ratings.self_assess_prompts import (
    HELP,
    ORDERS,
    SHOW,
    Back,
    Clear,
    Jump,
    Leave,
    Skip,
    bare,
    help_on,
    show,
    typed_line,
)
from ratings.self_assess_subject import RECOGNITIONS, Field
from ratings.self_assess_words import Words
from ratings.self_assessing import Problems, SelfAssessment, day_typed
from ratings.text_report import report_of

NO_TITLE = "-"
"""Typed for the title of a paper that has none."""


class Talk:
    """Asks, question by question, and writes the file after every answer."""

    def __init__(self, assessment: SelfAssessment, path: Path, *, resumed: bool) -> None:
        """Go on with *assessment*, whose file is at *path*; *resumed*: it is there already."""
        self._of, self._path, self._resumed = assessment, path, resumed
        self._written: str | None = assessment.text if resumed else None
        self._words = Words(assessment, language())
        self._told: set[str] = set()
        self._papers_told = False

    def run(self) -> None:
        """Ask until all is answered, or whoever answers has had enough: then say how to go on."""
        try:
            self._greet()
            name = self._first()
            while name is not None:
                name = self._next(name)
            self._finish()
        except (Leave, click.Abort, KeyboardInterrupt, EOFError):
            self._save()
            self._say_how_to_go_on()

    # The way through.

    def _greet(self) -> None:
        rule_set, name = self._of.rule_set, plain(str(self._path))
        short, title = rule_set.text.short, rule_set.title
        lines: list[RenderableType] = [
            Styled(say(f"Tự đánh giá: {title.vi} ({short.vi})", f"Self-assessment: {title.en} ({short.en})"), "bold")
        ]
        if self._resumed:
            lines.append(Styled(say(f"Làm tiếp tệp {name}.", f"Going on with {name}.")))
        else:
            lines.append(Styled(say(f"Ghi vào {name} sau mỗi câu trả lời.", f"Written to {name} after every answer.")))
        lines.append(
            Styled(
                say(
                    "Lệnh: < lùi · bo để trống · xem danh sách · xoa xóa trả lời · thoat dừng · ? trợ giúp",
                    "Commands: < back · skip leave open · show list · clear take back · quit stop · ? help",
                )
                .replace(" ", NO_BREAK_SPACE)
                .replace(f"{NO_BREAK_SPACE}·{NO_BREAK_SPACE}", f"{NO_BREAK_SPACE}· "),
                "dim",
            )
        )
        show(Group(*lines))

    def _first(self) -> str | None:
        first = self._of.resumed_at
        if self._resumed:
            show(self._words.questions())
            result = self._of.result
            if result is not None:
                show(self._words.standing(result))
        if first is not None or not self._resumed:
            return first
        show(Styled(say("Mọi câu đều có câu trả lời.", "Every question has an answer.")))
        try:
            self._choose()
        except Jump as jump:
            return jump.name
        return None

    def _next(self, name: str) -> str | None:
        """Ask the question *name* and return which is next."""
        passed = self._words.passed(name)
        if passed is not None and name not in self._told:
            show(passed)
        self._told.add(name)
        show(self._words.question(name))
        try:
            self._ask(name)
        except Back:
            before = self._of.before(name)
            if before is None:
                self._tell(say("Đây là câu đầu tiên.", "This is the first question."))
            return before or name
        except Jump as jump:
            return jump.name
        except Skip:
            return self._skipped(name)
        except Clear:
            self._taken(self._of.clear(name))
            return name
        return self._of.next_after(name)

    def _skipped(self, name: str) -> str | None:
        field = self._of.field(name)
        if field is not None and not self._of.is_done(name) and not self._taken(self._of.answer(name, "")):
            return name
        if field is None:
            self._tell(say("Để trống; có thể quay lại bằng lệnh xem.", "Left open; come back to it with show."))
        return self._of.next_after(name)

    # One question.

    def _ask(self, name: str) -> None:
        field = self._of.field(name)
        if name == RECOGNITIONS and field is not None:
            self._recognitions(field)
        elif field is not None:
            self._until_taken(self._in(field.called), lambda typed: self._of.answer(name, typed))
        else:
            self._item(name)

    def _item(self, name: str) -> None:
        def answer(typed: str) -> Problems:
            if not typed.strip() and self._of.answer_to(name) is not None:
                return ()
            return self._of.answer(name, typed)

        self._until_taken(name, answer)
        if self._of.lacks_paper(name) or self._of.papers_of(name):
            try:
                self._papers(name)
            except Back:
                raise Jump(name) from None
        verdict = self._words.verdict(name)
        if verdict is not None:
            show(verdict)

    def _recognitions(self, field: Field) -> None:
        """Ask for levels and days until there are no more."""
        while True:
            typed = self._read(self._in(field.called))
            if not typed.strip():
                if not self._of.is_done(field.id):
                    self._taken(self._of.answer(field.id, ""))
                return
            level = field.written(typed)
            if isinstance(level, Problem):
                self._taken((level,))
                continue
            day = say("ngày quyết định (31/12/2024)", "day of the decision (31/12/2024)")
            self._until_taken(day, lambda typed, level=level: self._of.recognise(level, typed))  # type: ignore[misc]

    def _papers(self, name: str) -> None:
        """Ask for papers until there are no more."""
        if not self._papers_told:
            self._papers_told = True
            self._tell(
                say(
                    f"Minh chứng: tên, số, ngày; cần ít nhất một. Enter ở tên: hết; {NO_TITLE}: không có tên.",
                    f"Documents: title, number, day; at least one. Enter as title: no more; {NO_TITLE}: no title.",
                )
            )
        try:
            while self._paper(name):
                pass
        except Skip:
            pass
        if self._of.lacks_paper(name):
            self._tell(
                say(
                    "Không có minh chứng thì câu trả lời này không được tính.",
                    "Without a document this answer does not count.",
                )
            )

    def _paper(self, name: str) -> bool:
        number = len(self._of.papers_of(name)) + 1
        title = self._read(say(f"minh chứng {number}, tên (Enter: hết)", f"document {number}, title (Enter: no more)"))
        if not title.strip():
            return False
        title = "" if title.strip() == NO_TITLE else title
        try:
            no = self._read(say("  số (Enter: không có)", "  number (Enter: none)"))
            days: list[date] = []
            asked = say("  ngày, như 31/12/2024 (Enter: không có)", "  day, as 31/12/2024 (Enter: none)")
            self._until_taken(asked, lambda typed: self._day(typed, days))
        except Back:
            return True
        self._taken(self._of.add_paper(name, title=title, number=no, day=days[0] if days else None))
        return True

    def _day(self, typed: str, days: list[date]) -> Problems:
        day = day_typed(typed) if typed.strip() else None
        if isinstance(day, Problem):
            return (day,)
        days += [day] if day is not None else []
        return ()

    # What is typed, and what is said to it.

    def _until_taken(self, prompt: str, take: Callable[[str], Problems]) -> None:
        while not self._taken(take(self._read(prompt))):
            pass

    def _taken(self, problems: Problems) -> bool:
        """Write the file where something was taken; else say why it was not."""
        for problem in problems:
            show(Hanging(Styled("✗ ", "red"), Styled(problem.sentence(language()), "red")))
        if not problems:
            self._save()
        return not problems

    def _read(self, prompt: str) -> str:
        """Return the answer that is typed; orders are followed.

        Raises:
            Order: What was typed leads elsewhere.
            click.Abort: Nothing more will be typed.
        """
        while True:
            typed = typed_line(prompt)
            order = bare(typed)
            word, _, rest = order.partition(" ")
            if order in ORDERS:
                raise ORDERS[order]
            if order in HELP:
                show(help_on(self._of))
            elif word in SHOW and (not rest or self._of.called(rest) is not None):
                if rest:
                    self._jump(rest)
                else:
                    show(self._words.questions())
                    self._choose()
            else:
                return typed

    def _choose(self) -> None:
        """Ask to which question to go; nothing typed: to none."""
        while True:
            typed = typed_line(say("đến câu (Enter: làm tiếp)", "to question (Enter: go on)"))
            order = bare(typed)
            if ORDERS.get(order) is Leave:
                raise Leave
            if not order or order in ORDERS:
                return
            self._jump(order)

    def _jump(self, typed: str) -> None:
        name = self._of.called(typed)
        if name is None:
            known = [self._in(field.called) for field in self._of.fields]
            right = nearest(plain(typed), [*known, *self._of.items])
            read = quote(typed)
            self._tell(say(f"Không có câu {read}. {right.vi}", f"There is no question {read}. {right.en}"))
            return
        waiting = [each for each in self._of.fields if each.required and not self._of.is_done(each.id)]
        if waiting and self._of.field(name) is None:
            listed = ", ".join(self._in(each.called) for each in waiting)
            self._tell(say(f"Cần trả lời trước: {listed}.", f"To be answered first: {listed}."))
            return
        raise Jump(name)

    def _in(self, text: Text) -> str:
        return text.into(language())

    def _tell(self, words: str) -> None:
        show(Styled(words))

    # The file, and the end.

    def _save(self) -> None:
        text = self._of.text
        if text != self._written and self._of.is_done(self._of.questions[0]):
            emit(text, self._path)
            self._written = text

    def _commands(self) -> RenderableType:
        file = shlex.quote(plain(str(self._path)))
        lines = [
            (f"xhht rate {file}", say("xếp loại và giải thích", "rate and explain")),
            (f"xhht steps {file}", say("cần làm gì để lên mức cao hơn", "what reaches the next level")),
            (self._again(), say("trả lời tiếp, sửa", "go on, or change answers")),
        ]
        return Group(*(Hanging(Styled("  "), Styled(f"{command}   ({what})")) for command, what in lines))

    def _again(self) -> str:
        return f"xhht self-assess {self._of.rule_set.id} -o {shlex.quote(plain(str(self._path)))}"

    def _finish(self) -> None:
        passed, result = self._words.passed(None), self._of.result
        if passed is not None:
            show(passed)
        if result is not None:
            click.echo()
            click.echo(printed(lambda width: report_of(result, language(), width, brief=True), sys.stdout), nl=False)
        click.echo()
        if self._of.open:
            listed, count = ", ".join(self._of.open), len(self._of.open)
            self._tell(say(f"Còn để trống {count} câu: {listed}.", f"Left open: {count} ({listed})."))
        self._tell(say("Tiếp theo:", "Next:"))
        show(self._commands())

    def _say_how_to_go_on(self) -> None:
        click.echo()
        if self._written is None:
            self._tell(say("Đã dừng; chưa có gì để ghi.", "Stopped; there is nothing to write yet."))
            return
        done, many = len(self._of.items) - len(set(self._of.open).intersection(self._of.items)), len(self._of.items)
        name = plain(str(self._path))
        self._tell(
            say(
                f"Đã dừng. {name} có {done}/{many} câu trả lời. Làm tiếp:",
                f"Stopped. {name} has {done} of {many} answers. To go on:",
            )
        )
        show(Hanging(Styled("  "), Styled(self._again())))
