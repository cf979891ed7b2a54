"""A disagreement while it is typed: its draft, on the disk and off it, and keys and pastes as lines bring them."""

import json
from pathlib import Path

import pytest
from reviewing import (
    COOPERATIVE,
    LARGE,
    UNIT,
    Screen,
    app_for,
    copied,
    running,
)
from textual.events import Paste
from textual.widgets import Input
from textual.widgets.input import Selection

from ratings.review import asking
from ratings.review.drafts import draft_path
from ratings.review.session import Case
from ratings.review.words import DROP, KEEP, LATER
from ratings.reviews import review_path


def drafts_of(file: Path) -> dict[str, tuple[str, str]]:
    """The drafts on *file* as another process would read them."""
    if not draft_path(file).exists():
        return {}
    drafts = json.loads(draft_path(file).read_text(encoding="utf-8"))["drafts"]
    return {item: (each["reason"], each["answer"]) for item, each in drafts.items()}


def test_what_was_begun_outlives_the_terminal(tmp_path, monkeypatch):
    monkeypatch.setattr(asking, "DRAFT_AFTER", 1 / 1000)
    (file,) = copied(tmp_path, UNIT)

    async def dies(screen: Screen):
        await screen.press("nnnd", "Chưa đủ số<enter>3/")
        await screen.until(lambda: drafts_of(file) == {"2.c": ("Chưa đủ số", "3/")})
        monkeypatch.setattr(Case, "keep_draft", lambda *_: None)  # no process, no more writing

    async def goes_on(screen: Screen):
        assert screen.item == "2.c"
        assert screen.said == "Có nhận xét viết dở ở 2.c: bấm d để viết tiếp."
        await screen.press("d<ctrl+s>")
        assert screen.app.focused.id == "answer", "half an answer is none"
        await screen.press("7<enter>")
        assert screen.on_disk.remarks["2.c"].reason == "Chưa đủ số"
        assert not draft_path(file).exists()

    running(app_for([file]), dies)
    monkeypatch.undo()
    running(app_for([file]), goes_on, LARGE)


@pytest.mark.parametrize("key", ["<escape>", "<ctrl+c>"])
def test_escape_keeps_what_was_typed_and_only_the_button_drops_it(tmp_path, key):
    """Over a slow line, an arrow key that comes in two pieces reads as Esc."""
    (file,) = copied(tmp_path, UNIT)

    async def script(screen: Screen):
        await screen.press("nnd", key)
        assert not screen.app._notifications, "nothing was typed, nothing is said"
        await screen.press("d", "Chưa đủ<enter>3/", key)
        assert screen.said == "Đã giữ nhận xét viết dở ở 2.a: bấm d để viết tiếp."
        assert drafts_of(file) == {"2.a": ("Chưa đủ", "3/")}, "written at once, not a little later"
        await screen.press("d")
        assert (screen.line("reason"), screen.line("answer")) == ("Chưa đủ", "3/")
        await screen.click("Bỏ hẳn")
        assert not screen.app._notifications
        assert not draft_path(file).exists()
        await screen.press("d")
        assert (screen.line("reason"), screen.line("answer")) == ("", "")
        assert not review_path(file).exists()

    running(app_for([file]), script)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_button_fits_a_narrow_screen(tmp_path, language):
    async def script(screen: Screen):
        await screen.press("nnd")
        for button in (KEEP, LATER, DROP):
            assert button.into(language) in screen.text

    running(app_for(copied(tmp_path, UNIT), language), script, (60, 24))


def test_a_draft_that_cannot_be_written_is_kept_until_the_end_and_what_lies_there_stays(tmp_path):
    (file,) = copied(tmp_path, COOPERATIVE)
    draft_path(file).write_text('{"mine": 1}', encoding="utf-8")

    async def script(screen: Screen):
        await screen.press("nd", "Chưa đủ<escape>")
        assert screen.said == "Nhận xét viết dở ở 2.3 chỉ giữ được đến khi thoát: bấm d để viết tiếp."
        await screen.press("d")
        assert screen.line("reason") == "Chưa đủ"
        await screen.press("<ctrl+s>d", " số<escape>")
        await screen.press("d")
        await screen.click("Bỏ hẳn")

    running(app_for([file]), script)
    assert draft_path(file).read_text(encoding="utf-8") == '{"mine": 1}'


def test_each_item_has_a_draft_of_its_own(tmp_path):
    files = copied(tmp_path, COOPERATIVE, UNIT)

    async def begins(screen: Screen):
        await screen.press("]nnd", "Một<escape>nd", "Hai<escape>nd", "Ba<escape>")
        assert list(drafts_of(files[1])) == ["2.a", "2.c", "2.d"]
        await screen.press("pd<ctrl+s>")
        assert screen.on_disk.remarks["2.c"].reason == "Hai"
        assert list(drafts_of(files[1])) == ["2.a", "2.d"]
        await screen.press("nnd", "Bốn")
        await screen.click("Bỏ hẳn")
        assert list(drafts_of(files[1])) == ["2.a", "2.d"]
        await screen.press("pppd", " và thêm<escape>")
        assert drafts_of(files[1]) == {"2.a": ("Một và thêm", ""), "2.d": ("Ba", "")}

    async def goes_on(screen: Screen):
        assert screen.item is None
        await screen.press("]")
        assert screen.item == "2.a", "a file in which something was begun opens at what was typed last"
        assert screen.said == "Có nhận xét viết dở ở 2.d, 2.a: bấm d để viết tiếp."
        await screen.press("d")
        assert screen.line("reason") == "Một và thêm"

    running(app_for(files), begins)
    running(app_for(files), goes_on, LARGE)


def test_a_draft_goes_when_its_remark_is_on_the_disk_and_not_before(tmp_path):
    (file,) = copied(tmp_path, UNIT)

    async def script(screen: Screen):
        await screen.press("nna")
        review_path(file).write_text("của người khác", encoding="utf-8")
        await screen.press("d", "Trùng tên<enter>3/7<enter>")
        assert "không ghi đè" in screen.lines[2]
        assert drafts_of(file) == {"2.a": ("Trùng tên", "3/7")}
        review_path(file).unlink()
        await screen.press("na")
        assert screen.on_disk.remarks["2.a"].reason == "Trùng tên"
        assert not draft_path(file).exists()
        review_path(file).write_text("của người khác", encoding="utf-8")
        await screen.press("nd", "Chưa đủ<ctrl+s>")
        review_path(file).unlink()
        await screen.press("u")
        assert "2.d" not in screen.on_disk.remarks
        assert drafts_of(file) == {"2.d": ("Chưa đủ", "")}, "a remark that was taken back is on no disk"

    running(app_for([file]), script, LARGE)


def test_a_timer_that_has_rung_writes_nothing_after_the_end(tmp_path, monkeypatch):
    monkeypatch.setattr(asking, "DRAFT_AFTER", 3600)
    (file,) = copied(tmp_path, UNIT)

    async def script(screen: Screen):
        for end in ("<ctrl+s>", "Bỏ hẳn"):
            await screen.press("nnd", "Chưa đủ")
            dialog = screen.app.screen
            await (screen.press(end) if end.startswith("<") else screen.click(end))
            dialog._save_draft()  # as the timer calls it, whose message lay behind that of the key
            assert not draft_path(file).exists(), end

    running(app_for([file]), script)


def test_what_is_typed_back_to_the_remark_is_no_draft(tmp_path, monkeypatch):
    monkeypatch.setattr(asking, "DRAFT_AFTER", 1 / 1000)
    (file,) = copied(tmp_path, UNIT)

    async def script(screen: Screen):
        await screen.press("nnd", "Trùng<ctrl+s>d", " tên")
        await screen.until(lambda: drafts_of(file) == {"2.a": ("Trùng tên", "")})
        await screen.press("<backspace>" * 4)
        await screen.until(lambda: not draft_path(file).exists())
        await screen.press("<escape>")
        assert not screen.app._notifications
        await screen.press("nd", "Chưa<escape>d")
        await screen.press("<backspace>" * 4)
        await screen.until(lambda: not draft_path(file).exists())

    running(app_for([file]), script)


def test_what_is_typed_ahead_of_the_dialog_comes_onto_its_line(tmp_path):
    async def script(screen: Screen):
        await screen.press("nn")
        await screen.at_once("d0123456789 axq")
        await screen.until(lambda: screen.line("reason") == "0123456789 axq")
        await screen.at_once(" và<ctrl+s>")
        await screen.until(lambda: review_path(screen.case.file).exists())
        assert screen.on_disk.remarks["2.a"].reason == "0123456789 axq và", "keys keep their order"
        await screen.at_once("w5/7")
        await screen.until(lambda: screen.line("answer") == "5/7")
        await screen.press("<tab>x<shift+tab>")
        assert screen.line("answer") == "5/7", "a letter on a button is none"

    running(app_for(copied(tmp_path, UNIT)), script)


def test_what_is_pasted_comes_whole_onto_the_line(tmp_path):
    async def script(screen: Screen):
        await screen.press("nnd")
        screen.app.screen.post_message(Paste("Thiếu danh sách\r\n  và chữ ký\x1b[31m\n"))
        await screen.settle()
        await screen.press("<ctrl+s>")
        assert screen.on_disk.remarks["2.a"].reason == "Thiếu danh sách và chữ ký\ufffd[31m"
        await screen.press("nd", "Bìa: ")
        screen.app.screen.post_message(Paste("ă" * 3000))
        await screen.settle()
        assert screen.line("reason") == "Bìa: " + "ă" * 1995
        assert screen.said == "Đoạn dán quá dài, chỉ lấy 1995 ký tự đầu."
        screen.app.screen.query_one("#reason", Input).selection = Selection(0, 5)
        screen.app.screen.post_message(Paste("Mặt trước"))
        await screen.settle()
        assert screen.line("reason") == "Mặt t" + "ă" * 1995

    running(app_for(copied(tmp_path, UNIT)), script)
