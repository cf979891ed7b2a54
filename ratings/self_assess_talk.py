"""The talk of a self-assessment: prompts line by line, so that it works over SSH and with a pipe."""

import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import click
from rich.console import Group

from criteria.problems import Problem, nearest, quote
from criteria.texts import NO_BREAK_SPACE, Text, plain
from ratings.bilingual import language, say
from ratings.layout import Hanging, Styled
from ratings.output import emit, printed
from ratings.self_assess_file import RECOGNITIONS
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
    resuming,
    show,
    show_command,
    show_commands,
    typed_line,
)
from ratings.self_assess_subject import Field
from ratings.self_assess_words import Words
from ratings.self_assessing import A_PAPER, Problems, SelfAssessment
from ratings.text_report import report_of

NONE = "-"
"""Typed for the title of a paper that has none."""


class Talk:
    """Asks, question by question, and writes the file after every answer."""

    def __init__(self, assessment: SelfAssessment) -> None:
        """Go on with *assessment*."""
        self._of = assessment
        self._name = plain(str(assessment.path))
        self._saved = assessment.text
        self._is_there = assessment.resumed
        self._stamp = _stamp(assessment.path)
        self._words = Words(assessment, language())
        self._here = assessment.questions[0]
        self._asked: set[str] = set()
        self._skipped: set[str] = set()
        self._papers_told = False

    def run(self) -> None:
        """Ask until all is answered, or whoever answers has had enough: then say how to go on."""
        try:
            self._greet()
            name = self._first()
            while name is not None:
                name = self._next(name)
            self._finish()
        except (Leave, EOFError, KeyboardInterrupt):
            self._save()
            self._say_how_to_go_on()

    # The way through.

    def _greet(self) -> None:
        rule_set = self._of.rule_set
        short, title = rule_set.text.short, rule_set.title
        orders = say(
            "Lệnh: < lùi · bo để trống · xem danh sách · xoa xóa · thoat dừng · ? trợ giúp",
            "Commands: < back · skip · show the list · clear the answer · quit · ? help",
        )
        unbroken = orders.replace(" ", NO_BREAK_SPACE).replace(f"·{NO_BREAK_SPACE}", "· ")
        title = Text(f"Tự đánh giá: {title.vi} ({short.vi})", f"Self-assessment: {title.en} ({short.en})")
        show(Group(Styled(self._in(title), "bold"), Styled(self._file_said()), Styled(unbroken, "dim")))

    def _file_said(self) -> str:
        if self._of.resumed:
            return say(
                f"Làm tiếp {self._name}: {self._so_far().vi}.", f"Going on with {self._name}: {self._so_far().en}."
            )
        return say(f"Ghi vào {self._name} sau mỗi câu trả lời.", f"Written to {self._name} after every answer.")

    def _so_far(self) -> Text:
        many = len(self._of.items)
        done = many - len(self._of.open)
        return Text(f"{done}/{many} câu đã trả lời", f"{done} of {many} questions answered")

    def _first(self) -> str | None:
        if not self._of.resumed:
            return self._here
        self._stand()
        first = self._of.resumed_at
        return first if first is not None else self._chosen()

    def _next(self, name: str) -> str | None:
        """Ask the question *name* and return which is next."""
        self._here = name
        if name not in self._asked:
            self._tell_passed(name)
        self._asked.add(name)
        show(self._words.question(name))
        try:
            self._ask(name)
        except Back:
            before = self._of.before(name)
            if before is None:
                show(Styled(say("Đây là câu đầu tiên.", "This is the first question.")))
            return before or name
        except Jump as jump:
            return jump.name
        except Skip:
            return self._skip(name)
        except Clear:
            self._taken(self._of.clear(name))
            return name
        return self._of.next_after(name, self._skipped)

    def _skip(self, name: str) -> str | None:
        if self._of.field(name) is not None and not self._taken(self._of.answer(name, "")):
            return name
        if not self._of.is_done(name):
            show(Styled(say("Để trống; quay lại được bằng lệnh xem.", "Left open; come back to it with show.")))
        self._skipped.add(name)
        return self._of.next_after(name, self._skipped)

    # One question.

    def _ask(self, name: str) -> None:
        field = self._of.field(name)
        if field is None:
            self._item(name)
        elif name == RECOGNITIONS:
            self._recognitions(field)
        else:
            self._until_taken(self._in(field.called), lambda typed: self._of.answer(name, typed))

    def _item(self, name: str) -> None:
        self._until_taken(name, lambda typed: self._of.answer(name, typed))
        if self._of.lacks_paper(name) or self._of.papers_of(name):
            try:
                with suppress(Skip):
                    self._papers(name)
            except Back:
                raise Jump(name) from None
        show(self._words.verdict(name))
        self._stand()

    def _recognitions(self, field: Field) -> None:
        """Ask for levels and days until there are no more."""
        while typed := self._read(self._in(field.called)).strip():
            level = field.written(typed)
            if isinstance(level, Problem):
                self._taken((level,))
                continue
            called = next(each.name for each in self._of.rule_set.levels if each.id == level)
            day = say(
                f"  {called.vi}, ngày quyết định, như 31/12/2024 (<: lùi)",
                f"  {called.en}, day of the decision, as 31/12/2024 (<: back)",
            )
            self._until_taken(day, lambda typed, level=level: self._of.recognise(level, typed))  # type: ignore[misc]
        self._taken(self._of.answer(field.id, ""))

    def _papers(self, name: str) -> None:
        """Ask for papers until there are no more."""
        if not self._papers_told:
            self._papers_told = True
            told = say(
                f"Ghi từng minh chứng: tên, số, ngày. Không có tên: gõ {NONE}. Hết minh chứng: Enter.",
                f"Write each document: title, number, day. No title: type {NONE}. No more documents: Enter.",
            )
            show(Styled(told))
        while self._paper(name):
            pass

    def _paper(self, name: str) -> bool:
        """Ask for a paper, part by part, each written at once; return whether there may be another."""
        place, parts = len(self._of.papers_of(name)), dict[str, str]()

        def ask(part: str, prompt: str) -> bool:
            def take(typed: str) -> Problems:
                parts[part] = typed.strip()
                known = {key: words for key, words in parts.items() if words != NONE}
                return self._of.write_paper(name, place, known)

            self._until_taken(prompt, take)
            return bool(parts[part])

        titled = say(f"minh chứng {place + 1}, tên (Enter: hết)", f"document {place + 1}, title (Enter: no more)")
        if not ask("title", titled):
            return False
        try:
            ask("number", say("  số (Enter: không có)", "  number (Enter: none)"))
            ask("date", say("  ngày, như 31/12/2024 (Enter: không có)", "  day, as 31/12/2024 (Enter: none)"))
        except Back:
            self._taken(self._of.write_paper(name, place, {}))
            return True
        if len(self._of.papers_of(name)) == place:
            nothing = Text("Minh chứng không có thông tin nào.", "The document says nothing.")
            self._taken((Problem("", None, nothing, A_PAPER),))
        return True

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
            EOFError: Nothing more will be typed.
        """
        while True:
            typed = typed_line(prompt)
            order = bare(typed)
            word, _, rest = order.partition(" ")
            if order in ORDERS:
                raise ORDERS[order]
            if order in HELP:
                show(help_on(self._of))
            elif order in SHOW:
                raise Jump(self._chosen() or self._here)
            elif word in SHOW and self._of.called(rest) is not None:
                raise Jump(self._allowed(rest) or self._here)
            else:
                return typed

    def _chosen(self) -> str | None:
        """Show the list and return to which question to go; None: to none."""
        show(self._words.questions())
        while True:
            typed = typed_line(say("đến câu, ví dụ 2.a (Enter: làm tiếp)", "to question, such as 2.a (Enter: go on)"))
            order = bare(typed)
            if ORDERS.get(order) is Leave:
                raise Leave
            if not order or order in ORDERS:
                return None
            name = self._allowed(order)
            if name is not None:
                return name

    def _allowed(self, typed: str) -> str | None:
        """Return the question that was *typed*; or say why there is none to go to."""
        name = self._of.called(typed)
        if name is None:
            right = nearest(plain(typed), [*(self._in(field.called) for field in self._of.fields), *self._of.items])
            read = quote(typed)
            show(Styled(say(f"Không có câu {read}. {right.vi}", f"There is no question {read}. {right.en}")))
            return None
        waiting = [each for each in self._of.fields if each.required and not self._of.is_done(each.id)]
        if waiting and self._of.field(name) is None:
            listed = ", ".join(self._in(each.called) for each in waiting)
            show(Styled(say(f"Cần trả lời trước: {listed}.", f"To be answered first: {listed}.")))
            return None
        return name

    def _tell_passed(self, name: str | None) -> None:
        for line in self._words.passed(name):
            show(line)

    def _stand(self) -> None:
        if self._of.result is not None:
            show(self._words.standing(self._of.result))

    def _in(self, text: Text) -> str:
        return text.into(language())

    # The file, and the end.

    def _save(self) -> None:
        """Write the file where something was answered: as soon as it can be rated, so that it is always valid.

        Raises:
            click.ClickException: It cannot be written, or somebody else has written it in the meantime.
        """
        text = self._of.text
        stamp = _stamp(self._of.path)
        is_removed = self._is_there and stamp is None
        if (text == self._saved and not is_removed) or self._of.rating is None:
            return
        if stamp != self._stamp and not is_removed:
            vi = f"{self._name} vừa được sửa ở nơi khác; câu trả lời cuối chưa ghi. Chạy lại lệnh để làm tiếp."
            en = f"{self._name} was changed elsewhere; the last answer is not written. Run the command again to go on."
            raise click.ClickException(say(vi, en))
        emit(text, self._of.path)
        self._saved, self._is_there, self._stamp = text, True, _stamp(self._of.path)

    def _finish(self) -> None:
        self._tell_passed(None)
        click.echo()
        left = self._of.open
        if left:
            self._stand()
            listed = ", ".join(left)
            show(Styled(say(f"Còn để trống {len(left)} câu: {listed}.", f"Left open: {len(left)} ({listed}).")))
        elif self._of.result is not None:
            result = self._of.result
            click.echo(printed(lambda width: report_of(result, language(), width, brief=True), sys.stdout), nl=False)
        click.echo()
        show_commands(self._of)

    def _say_how_to_go_on(self) -> None:
        click.echo()
        if not self._is_there:
            show(Styled(say("Đã dừng; chưa có gì để ghi.", "Stopped; there is nothing to write yet.")))
            return
        so_far = self._so_far()
        stopped = say(f"Đã dừng. {self._name}: {so_far.vi}.", f"Stopped. {self._name}: {so_far.en}.")
        show(Styled(stopped))
        show_command(say("Làm tiếp", "To go on"), resuming(self._of))


def _stamp(path: Path) -> tuple[int, int, int] | None:
    """By which it is seen that the file at *path* is another than before; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
