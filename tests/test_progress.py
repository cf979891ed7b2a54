"""Progress: a bar while thousands of members are read, on a terminal only, and gone when it is done."""

import json
import os
import pty
import re
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from ratings import rate, read_evidence
from ratings.main import main
from ratings.members_reading import Progress

XHHT = Path(sys.executable).with_name("xhht")
BAR = {"vi": "Đang xếp loại các thành viên", "en": "Rating members"}
HIDE_CURSOR, SHOW_CURSOR = "\x1b[?25l", "\x1b[?25h"


def family(number: int, words: int) -> dict[str, Any]:
    """Return a family with nothing answered, whose line has some *words* characters."""
    subject = {"kind": "family", "name": f"Gia đình {number}", "code": f"GD-{number}"}
    return {"subject": subject, "answers": {"1.3": {"met": True, "note": "x" * min(words, 2_000)}}}


@pytest.fixture
def commune(tmp_path):
    """Return a function that writes a commune with so many families of so many characters."""

    def write(families: int, words: int = 1_900, files: int = 1) -> Path:
        names = [f"gia-dinh-{number}.jsonl" for number in range(files)]
        for place, name in enumerate(names):
            numbers = range(place, families, files)
            lines = [json.dumps(family(number, words)) for number in numbers]
            (tmp_path / name).write_text("\n".join(lines), "utf-8")
        evidence = {
            "schema": "xhht-evidence/1",
            "subject": {"kind": "commune", "name": "Xã Bình Khê"},
            "year": 2022,
            "members_files": names,
            "answers": {},
        }
        file = tmp_path / "xa.json"
        file.write_text(json.dumps(evidence), "utf-8")
        return file

    return write


def environment(**changes: str) -> dict[str, str]:
    return {**os.environ, "TERM": "xterm-256color", **changes}


class Terminal:
    """A terminal that the console script runs on, and what it was sent."""

    def __init__(
        self, *arguments: object, stdout: int | None = None, variables: Mapping[str, str] | None = None
    ) -> None:
        self._ours, theirs = pty.openpty()
        self.running = subprocess.Popen(
            [XHHT, *map(str, arguments)],
            stdin=subprocess.DEVNULL,
            stdout=theirs if stdout is None else stdout,
            stderr=theirs,
            env=environment(**(variables or {})),
        )
        os.close(theirs)
        self._raw = b""

    @property
    def sent(self) -> str:
        """What was sent so far."""
        return self._raw.decode("utf-8", "replace")

    def receive(self) -> bool:
        """Wait for more to be sent; return whether anything was before the process ended."""
        try:
            chunk = os.read(self._ours, 65_536)
        except OSError:  # how Linux says that the other end is closed
            return False
        self._raw += chunk
        return bool(chunk)

    def end(self) -> int:
        """Return the status of the process once it has ended."""
        while self.receive():
            pass
        os.close(self._ours)
        return self.running.wait()


_SENT = re.compile(r"\x1b\[(?P<number>[\d;?]*)(?P<what>[A-Za-z])|(?P<character>.)", re.DOTALL)


class Screen:
    """A small part of what terminals do; what it does not know, it fails on."""

    def __init__(self) -> None:
        self._lines: list[list[str]] = [[]]
        self._row = self._column = 0

    def receive(self, sent: str) -> list[str]:
        """Return the lines that are seen once this was *sent*, but for blank ones at the end."""
        for found in _SENT.finditer(sent):
            if found["what"]:
                self._control(found["what"], found["number"])
            else:
                self._write(found["character"])
        return "\n".join("".join(line).rstrip() for line in self._lines).rstrip("\n").splitlines()

    def _control(self, what: str, number: str) -> None:
        if what == "A":
            self._row = max(0, self._row - int(number or 1))
        elif what == "K":
            self._lines[self._row] = []
        else:
            assert what in "mhl", what  # colours, and whether the cursor is seen

    def _write(self, character: str) -> None:
        if character == "\r":
            self._column = 0
        elif character == "\n":
            self._row += 1
            self._lines += [[]] if self._row == len(self._lines) else []
        else:
            line = self._lines[self._row]
            line += [" "] * (self._column + 1 - len(line))
            line[self._column] = character
            self._column += 1


def screen(sent: str) -> list[str]:
    return Screen().receive(sent)


def piped(*arguments: object) -> subprocess.CompletedProcess[str]:
    """Return what the console script does without a terminal."""
    command = [XHHT, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=False, env=environment(), text=True, encoding="utf-8")


@pytest.mark.parametrize("command", ["rate", "check"])
def test_without_a_terminal_nothing_is_shown(commune, command):
    done = piped(command, commune(200))
    assert (done.returncode, done.stderr) == (0, "")
    assert not any(words in done.stdout for words in BAR.values())


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_bar_is_shown_on_a_terminal_and_removed_at_the_end(commune, lang):
    file = commune(200)
    terminal = Terminal("rate", file, "--lang", lang, variables={"NO_COLOR": "1"})
    assert terminal.end() == 0
    assert BAR[lang] in terminal.sent
    assert "100%" in terminal.sent
    assert screen(terminal.sent) == piped("rate", file, "--lang", lang).stdout.splitlines()
    assert terminal.sent.rfind(SHOW_CURSOR) > terminal.sent.rfind(HIDE_CURSOR) >= 0


def test_the_bar_comes_to_its_end_with_several_files(commune):
    terminal = Terminal("rate", commune(200, files=3), stdout=subprocess.DEVNULL)
    assert terminal.end() == 0
    assert "100%" in terminal.sent
    assert screen(terminal.sent) == []


def test_a_result_in_a_pipe_has_no_trace_of_the_bar(commune):
    file = commune(200)
    terminal = Terminal("rate", file, "--format", "json", stdout=subprocess.PIPE)
    assert terminal.running.stdout is not None
    result = json.loads(terminal.running.stdout.read())
    terminal.running.stdout.close()
    assert terminal.end() == 0
    assert BAR["vi"] in terminal.sent
    assert result["members"][0]["rated"] == 200


def test_messages_about_bad_lines_stand_alone_once_the_bar_is_gone(commune):
    file = commune(200)
    with (file.parent / "gia-dinh-0.jsonl").open("a", encoding="utf-8") as members:
        members.write("\n{]\n")
    terminal = Terminal("rate", file, stdout=subprocess.DEVNULL)
    assert terminal.end() == 2
    assert screen(terminal.sent) == piped("rate", file).stderr.splitlines()


@pytest.mark.parametrize(("families", "shown"), [(20, False), (200, True)])
def test_for_a_few_members_there_is_no_bar(commune, families, shown):
    """All is done before anybody has read it."""
    terminal = Terminal("rate", commune(families), stdout=subprocess.DEVNULL)
    assert terminal.end() == 0
    assert (BAR["vi"] in terminal.sent) == shown
    assert shown or terminal.sent == ""


def test_a_terminal_that_cannot_move_its_cursor_gets_no_bar(commune):
    file = commune(200)
    terminal = Terminal("rate", file, variables={"TERM": "dumb"})
    assert terminal.end() == 0
    assert terminal.sent.replace("\r\n", "\n") == piped("rate", file).stdout


def test_a_narrow_terminal_is_left_clean(commune):
    terminal = Terminal("rate", commune(200), stdout=subprocess.DEVNULL, variables={"COLUMNS": "30"})
    assert terminal.end() == 0
    assert screen(terminal.sent) == []


@pytest.mark.parametrize("reached", [r"\b0%", r"[1-9]%"], ids=["at once", "later"])
def test_ctrl_c_while_members_are_read_stops_in_a_line(commune, reached):
    """Status 130; the bar is gone, the cursor is back, and there is no traceback."""
    terminal = Terminal("rate", commune(20_000, words=100), stdout=subprocess.DEVNULL)
    while not re.search(reached, terminal.sent):
        assert terminal.receive()
    terminal.running.send_signal(signal.SIGINT)
    assert terminal.end() == 130
    assert "Traceback" not in terminal.sent
    assert terminal.sent.rfind(SHOW_CURSOR) > terminal.sent.rfind(HIDE_CURSOR) >= 0
    assert [line for line in screen(terminal.sent) if line] == ["Đã dừng."]


def test_ctrl_c_without_a_terminal_stops_in_a_line(commune, capsys, monkeypatch):
    decided = []

    def interrupted(*_arguments: object, **_settings: object) -> None:
        decided.append(1)
        raise KeyboardInterrupt

    file = commune(200)
    monkeypatch.setattr("ratings.members.decision_on", interrupted)
    with pytest.raises(SystemExit) as done:
        main(["rate", str(file)])
    shown = capsys.readouterr()
    assert (done.value.code, shown.out, shown.err.strip(), decided) == (130, "", "Đã dừng.", [1])


# Who shows progress is told of every byte, once.


class Recorded(Progress):
    """Writes down what it was told."""

    def __init__(self) -> None:
        self.told: list[tuple[str, int]] = []

    def begin(self, total: int) -> None:
        self.told.append(("begin", total))

    def advance(self, done: int) -> None:
        self.told.append(("advance", done))

    def end(self) -> None:
        self.told.append(("end", 0))


def test_progress_is_told_of_every_byte(commune):
    file = commune(10, files=3)
    size = sum(each.stat().st_size for each in file.parent.glob("*.jsonl"))
    progress = Recorded()
    rate(read_evidence(file), folder=file.parent, progress=progress)
    assert progress.told[0] == ("begin", size)
    assert progress.told[-1] == ("end", 0)
    assert sum(done for what, done in progress.told if what == "advance") == size
    assert [what for what, _ in progress.told[1:-1]] == ["advance"] * 10


def test_progress_ends_when_rating_fails(commune, monkeypatch):
    """Whatever happens, no bar is left behind: also while somebody still looks at the mistake."""

    def broken(*_arguments: object, **_settings: object) -> None:
        raise RuntimeError

    file, progress = commune(10), Recorded()
    monkeypatch.setattr("ratings.members.decision_on", broken)
    with pytest.raises(RuntimeError) as failed:
        rate(read_evidence(file), folder=file.parent, progress=progress)
    assert progress.told[-1] == ("end", 0)
    assert failed.traceback


def test_progress_knows_of_bytes_that_are_skipped(commune):
    """A line that is too long is not read as a whole; it lies behind all the same."""
    file = commune(2)
    with (file.parent / "gia-dinh-0.jsonl").open("ab") as members:
        members.write(b"\n" + b"x" * 3 * 2**20 + b"\n")
    progress = Recorded()
    rate(read_evidence(file), folder=file.parent, progress=progress)
    assert sum(done for what, done in progress.told if what == "advance") == progress.told[0][1]
