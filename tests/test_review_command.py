"""``xhht review``: what it refuses, what its options do, and what outlives a terminal that dies."""

import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from reviewing import (
    COMMUNE,
    COOPERATIVE,
    SAMPLES,
    UNIT,
    copied,
)

from ratings.review.drafts import draft_path, read_drafts
from ratings.reviews import Remark, read_review, review_path


@pytest.mark.parametrize(
    ("arguments", "vi", "en"),
    [
        pytest.param(["x.json"], "review cần màn hình và bàn phím", "review needs a terminal", id="no terminal"),
        pytest.param(["-"], "review cần tệp, không đọc đầu vào chuẩn.", "review needs files", id="standard input"),
        pytest.param(["x.json", "./x.json"], "có chung một tệp rà soát.", "have one review file.", id="twice"),
        pytest.param(
            ["x.json", "y.json", "--previous", "z.json"], "--previous đi với một", "--previous goes", id="two"
        ),
        pytest.param(["x.json", "--reviewer", " "], "--reviewer cần một cái tên.", "--reviewer needs", id="no name"),
    ],
)
def test_what_cannot_be_reviewed_is_refused(xhht, monkeypatch, arguments, vi, en):
    if "--reviewer" in arguments:
        for stream in ("stdin", "stdout", "stderr"):
            monkeypatch.setattr(getattr(sys, stream), "isatty", lambda: True)
    for language, words in (("vi", vi), ("en", en)):
        run = xhht("review", *arguments, "--lang", language)
        assert run.status == 2
        assert words in run.err
        assert run.out == ""


def test_the_options_reach_the_review(xhht, monkeypatch, tmp_path):
    for stream in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(getattr(sys, stream), "isatty", lambda: True)
    seen = []
    monkeypatch.setattr("ratings.review.app.review", lambda entries, language: seen.append((entries, language)))
    (file,) = copied(tmp_path, COMMUNE)
    before = tmp_path / "before.json"
    before.write_text(json.dumps(json.loads(file.read_text(encoding="utf-8")) | {"year": 2021}), encoding="utf-8")
    run = xhht("review", file, "--previous", before, "--reviewer", "Đoàn\x1b kiểm tra", "--lang", "en")
    assert (run.status, run.err) == (0, "")
    ((case,), language) = seen.pop()
    assert (language, case.reviewer) == ("en", "Đoàn\ufffd kiểm tra")
    copied_figures = [each for each in case.rating.findings if "2021" in each.message.en]
    assert copied_figures, "the year before was not looked at"
    supposed = case.suppose("2.1", case.answer("2.1")).rating
    assert [each for each in supposed.findings if "2021" in each.message.en] == copied_figures
    case.remark("2.1", Remark(verdict="agree"))
    assert [each for each in case.reviewed.findings if "2021" in each.message.en] == copied_figures
    disagreed = Remark.model_validate({"verdict": "disagree", "reason": "x", "answer": {"met": False}})
    case.remark("1.1", disagreed)
    assert len([each for each in case.reviewed.findings if "2021" in each.message.en]) >= len(copied_figures) - 1
    bad = tmp_path / "bad.json"
    bad.write_text("{", encoding="utf-8")
    refused = xhht("review", bad)
    assert (refused.status, seen) == (2, [])
    assert refused.err.startswith(f"{bad}: ")
    assert xhht("review", file, "--rule-set", "tt22-2020").status == 2
    overlay = SAMPLES / "huong-dan-tinh-ha-khe.yaml"
    unused = xhht("review", *copied(tmp_path, COOPERATIVE), "--overlay", overlay)
    assert (unused.status, seen) == (2, [])
    assert "--overlay" in unused.err


def test_remarks_that_could_not_be_saved_are_told_at_the_end(xhht, monkeypatch, tmp_path):
    for stream in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(getattr(sys, stream), "isatty", lambda: True)
    (file,) = copied(tmp_path, UNIT)

    def remark_while_another_does(entries, _):
        (case,) = entries
        review_path(file).write_text("{}", encoding="utf-8")
        case.remark("1.a", Remark(verdict="agree"))

    monkeypatch.setattr("ratings.review.app.review", remark_while_another_does)
    run = xhht("review", file)
    assert run.status == 2
    assert f"{review_path(file).name} đã bị thay đổi từ nơi khác" in run.err
    assert review_path(file).read_text(encoding="utf-8") == "{}"


def test_a_folder_in_which_nothing_can_be_written_is_told_before_the_first_remark(xhht, monkeypatch, tmp_path):
    for stream in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(getattr(sys, stream), "isatty", lambda: True)
    monkeypatch.setattr("ratings.review.app.review", lambda *_: pytest.fail("it was opened"))
    closed = tmp_path / "đóng"
    closed.mkdir()
    files = [*copied(tmp_path, COOPERATIVE), *copied(closed, UNIT)]
    monkeypatch.setattr(os, "access", lambda path, _: Path(path) != closed.resolve())
    for language, words in (
        ("vi", f"Không ghi được nhận xét vào thư mục {closed}: sao tệp minh chứng sang thư mục khác."),
        ("en", f"Remarks cannot be written to the folder {closed}: copy the evidence to another one."),
    ):
        run = xhht("review", *files, "--lang", language)
        assert (run.status, run.out) == (2, "")
        assert words in run.err


def test_a_pattern_that_names_evidence_names_no_reviews(tmp_path):
    """``xhht rate *.json`` after a review: neither the review nor a draft is evidence."""
    (file,) = copied(tmp_path, UNIT)
    assert (review_path(file).name, draft_path(file).name) == (f"{UNIT}.review", f"{UNIT}.review.draft")


class Terminal:
    """The command on a terminal of its own, as a user has it."""

    def __init__(self, *arguments: object, **settings: str) -> None:
        self._ours, theirs = pty.openpty()
        os.set_blocking(self._ours, False)
        environment = {**os.environ, "TERM": "xterm", "COLUMNS": "80", "LINES": "24", **settings}
        script = Path(sys.executable).with_name("xhht")
        self.process = subprocess.Popen(
            [script, "review", *map(str, arguments)], stdin=theirs, stdout=theirs, stderr=theirs, env=environment
        )
        os.close(theirs)
        self.seen = ""

    def wait_for(self, words: str) -> None:
        end = time.monotonic() + 20
        while words not in self.seen:
            assert time.monotonic() < end, self.seen[-2000:]
            if select.select([self._ours], [], [], 1)[0]:
                try:
                    self.seen += os.read(self._ours, 65536).decode("utf-8", "replace")
                except OSError:  # how Linux says that the other end is closed
                    assert words in self.seen, self.seen[-2000:]

    def press(self, keys: str) -> None:
        os.write(self._ours, keys.encode())


@pytest.mark.parametrize("settings", [{}, {"NO_COLOR": "1"}], ids=["colour", "no colour"])
def test_on_a_plain_terminal_remarks_outlive_kill_9(tmp_path, settings):
    (file,) = copied(tmp_path, UNIT)
    terminal = Terminal(file, "--lang", "en", **settings)
    terminal.wait_for("help")
    terminal.press("nna")
    terminal.wait_for("no change")
    terminal.process.send_signal(signal.SIGKILL)
    terminal.process.wait()
    assert set(read_review(review_path(file)).remarks) == {"2.a"}
    assert "38;2;" not in terminal.seen, "the sixteen colours of the terminal are all that is asked of it"
    if settings:
        assert not re.search(r"\x1b\[[\d;]*3[1-6]", terminal.seen)
    else:
        assert re.search(r"\x1b\[31;\d*m✗", terminal.seen)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_gives_the_terminal_back_and_keeps_what_is_typed(tmp_path, number):
    (file,) = copied(tmp_path, UNIT)
    terminal = Terminal(file)
    terminal.wait_for("thoát")
    terminal.press("nnd")
    terminal.wait_for("phải ghi")
    terminal.press("Thieu so@")
    terminal.wait_for("@")
    terminal.process.send_signal(number)
    terminal.wait_for("\x1b[?1049l")
    assert terminal.process.wait(20) == 128 + number
    assert "\x1b[?1000l" in terminal.seen, "the mouse is given back"
    assert "Traceback" not in terminal.seen
    (draft,) = read_drafts(draft_path(file)).values()
    assert draft.reason == "Thieu so@"


def test_on_a_terminal_the_command_ends_with_what_was_refused(tmp_path):
    bad = tmp_path / "hong.json"
    bad.write_text("{", encoding="utf-8")
    terminal = Terminal(*copied(tmp_path, UNIT), bad)
    terminal.wait_for("thoát")
    terminal.press("q")
    terminal.wait_for("hong.json: ")
    assert terminal.process.wait() == 2
