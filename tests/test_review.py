"""The review on the screen: keys and mouse, both schemes, both languages, and what is on the disk after each key."""

import json

import pytest
from reviewing import (
    COMMUNE,
    COOPERATIVE,
    LARGE,
    SAMPLES,
    SHEET,
    SMALL,
    UNIT,
    Screen,
    app_for,
    copied,
    running,
)
from textual.widgets import Input, OptionList

from ratings.review.app import review
from ratings.review.session import Case
from ratings.review.words import FILTERS, HELP_KEYS, KEYS
from ratings.reviews import review_path
from rules.engine import EngineError

# Moving.


def test_the_first_screen_says_whom_the_level_and_every_criterion(tmp_path):
    async def script(screen: Screen):
        assert "hoi-phu-nu-loai-trung-binh.json · 2022 · Hội Liên hiệp Phụ nữ huyện Tân Khê" in screen.text
        assert "Theo minh chứng: Trung bình · 61,5/100" in screen.text
        assert "rà soát:" not in screen.text
        assert "✗ ~1.b 0/10 Quy định động viên" in screen.text
        assert "▼ ◐  2 22,5/30" in screen.text
        assert "Bộ tiêu chí tt22-2020" in screen.words
        assert screen.item is None

    running(app_for(copied(tmp_path, UNIT)), script)


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
def test_the_pane_follows_the_cursor_and_says_everything(tmp_path, size):
    async def script(screen: Screen):
        await screen.press("<down><down><down>")
        assert screen.item == "1.b"
        await screen.press("z")
        for words in ("Câu hỏi", "Trả lời", "Minh chứng", "✗ 0/10 · không đạt", "Quy tắc 1.b/zero", "Điều 5 khoản 1"):
            assert words in screen.words, words
        await screen.press("z<up>")
        assert screen.item == "1.a"

    running(app_for(copied(tmp_path, UNIT)), script, size)


def test_every_problem_is_reached_in_turn_and_again_from_the_first(tmp_path):
    async def script(screen: Screen):
        forth, back = [], []
        for _ in range(7):
            await screen.press("n")
            forth.append(screen.item)
        assert forth == ["1.b", "2.a", "2.c", "2.d", "3.a", "3.b", "1.b"]
        for _ in range(7):
            await screen.press("p")
            back.append(screen.item)
        assert back == ["3.b", "3.a", "2.d", "2.c", "2.a", "1.b", "3.b"]

    running(app_for(copied(tmp_path, UNIT)), script)


def test_a_criterion_closes_and_opens_again_for_a_problem_in_it(tmp_path):
    async def script(screen: Screen):
        await screen.press("<down><enter>")
        assert "▶ ◐  1 20/30" in screen.text
        assert "1.b" not in " ".join(screen.lines[3:-3])
        await screen.press("l")
        assert "▶ ◐  1 20/30" in screen.text, "a switch of the language forgot what was closed"
        await screen.press("n")
        assert screen.item == "1.b"
        assert "▼ ◐  1 20/30" in screen.text

    running(app_for(copied(tmp_path, UNIT)), script)


def test_tab_goes_to_the_details_and_they_scroll(tmp_path):
    async def script(screen: Screen):
        await screen.press("n<enter>")
        pane = screen.board.query_one("#pane")
        assert screen.app.focused is pane
        await screen.press("<pagedown>")
        await screen.until(lambda: pane.scroll_offset.y > 0)
        await screen.press("n")
        assert pane.scroll_offset.y == 0, "another item is read from its beginning"
        await screen.press("<shift+tab>")
        assert screen.app.focused is screen.board.criteria

    app = app_for(copied(tmp_path, UNIT))
    app.animation_level = "none"
    running(app, script)


def test_there_is_no_next_problem_after_the_only_one(tmp_path):
    async def script(screen: Screen):
        await screen.press("/14/DS-BTV<enter>nn")
        assert screen.item == "2.a"
        assert screen.said == "Không còn nội dung nào khác cần xem lại ở đây."
        assert len(screen.app._notifications) == 1
        await screen.press("w")
        assert len(screen.app._notifications) == 0, "it would lie over the dialog"

    running(app_for(copied(tmp_path, UNIT)), script)


# Filters.


def test_each_filter_shows_what_it_says(tmp_path):
    async def script(screen: Screen):
        await screen.press("nna")
        shown = {}
        for name in ("failed", "missing", "assumed", "remarked", "all"):
            await screen.press("f")
            shown[name] = screen.listed
        assert shown["failed"] == ["1", "1.b", "2", "2.a", "2.c", "2.d", "3", "3.a", "3.b"]
        assert shown["missing"] == []
        assert shown["assumed"] == shown["failed"]
        assert shown["remarked"] == ["2", "2.a"]
        assert len(shown["all"]) == 13

    running(app_for(copied(tmp_path, UNIT)), script)


def test_a_filter_is_chosen_with_the_mouse_and_what_lacks_is_found(tmp_path):
    async def script(screen: Screen):
        await screen.click("Còn thiếu")
        assert screen.listed == ["15", "15.1", "15.2"]
        assert "[Còn thiếu]" in screen.text
        await screen.press("f" * 2)
        assert "[Có nhận xét]" in screen.text
        assert "Không có nội dung nào như vậy." in screen.text
        await screen.click("Tất cả")
        assert len(screen.listed) > 40

    running(app_for(copied(tmp_path, COMMUNE)), script)


def test_words_are_searched_without_accents_and_escape_ends_it(tmp_path):
    async def script(screen: Screen):
        await screen.press("/xoa mu chu<enter>")
        assert "5.4" in screen.listed
        assert "9.1" not in screen.listed
        assert screen.board.criteria.item.judged, "the first that was found, to be read at once"
        assert "/ xoa mu chu" in screen.lines[2]
        await screen.press("/<escape>")
        assert len(screen.listed) > 40
        await screen.press("/[red]<enter>")
        assert screen.listed == []

    running(app_for(copied(tmp_path, COMMUNE)), script)


def test_a_paper_is_found_by_its_number(tmp_path):
    async def script(screen: Screen):
        await screen.press("/14/DS-BTV<enter>")
        assert screen.listed == ["2", "2.a"]

    running(app_for(copied(tmp_path, UNIT)), script)


# Languages.


def test_the_language_changes_at_once_and_the_cursor_stays(tmp_path):
    async def script(screen: Screen):
        await screen.press("nn")
        await screen.press("l")
        assert screen.item == "2.a"
        assert "By the evidence: Average · 61.5/100" in screen.text
        assert "Question" in screen.words
        assert "next problem" in screen.text
        for name in FILTERS.values():
            assert name.en in screen.lines[2]
        await screen.press("l")
        assert "Theo minh chứng" in screen.text

    running(app_for(copied(tmp_path, UNIT)), script)


@pytest.mark.parametrize(("language", "size"), [("vi", SMALL), ("en", SMALL), ("en", LARGE)])
def test_help_fits_the_screen_and_names_every_key(tmp_path, language, size):
    async def script(screen: Screen):
        await screen.press("?")
        for keys, words in HELP_KEYS:
            assert keys in screen.text
            assert " ".join(words.into(language).split()) in screen.words
        await screen.press("<escape>")
        for key, _, name in KEYS:
            assert f"{key} {name.into(language)}" in screen.text

    running(app_for(copied(tmp_path, UNIT), language), script, size)
    explained = " ".join(key for key, _ in HELP_KEYS)
    assert all(key in explained for key, _, _ in KEYS if key != "?")


# Remarks.


def test_each_remark_is_on_the_disk_after_its_key(tmp_path):
    (file,) = copied(tmp_path, UNIT)
    before = file.read_bytes()

    async def script(screen: Screen):
        await screen.press("nn")
        assert not review_path(file).exists()
        await screen.press("a")
        assert screen.on_disk.remarks["2.a"].verdict == "agree"
        assert "◐=~2.a" in screen.text
        assert "Theo rà soát: không đổi" in screen.text
        await screen.press("d", "Danh sách trùng tên<enter>3/7<enter>")
        remark = screen.on_disk.remarks["2.a"]
        assert (remark.verdict, remark.reason) == ("disagree", "Danh sách trùng tên")
        assert (remark.answer.count, remark.answer.of, remark.answer.documents) == (3, 7, ())
        assert "◐≠~2.a" in screen.text
        assert "Theo rà soát: Trung bình · 58,5/100" in screen.text
        assert (
            "≠ Không đồng ý: Danh sách trùng tên Trả lời theo rà soát: 3/7 thành viên (42,85 %) ◐ 4/10" in screen.pane
        )
        await screen.press("x")
        assert screen.on_disk.remarks == {}
        assert "rà soát:" not in screen.lines[1]
        await screen.press("u")
        assert screen.on_disk.remarks["2.a"].answer.count == 3
        await screen.press("u")
        assert screen.on_disk.remarks["2.a"].verdict == "agree"
        await screen.press("u")
        assert screen.on_disk.remarks == {}
        await screen.press("u")
        assert screen.said == "Không có gì để hoàn tác."
        assert screen.on_disk.reviewer == "Đoàn kiểm tra"

    running(app_for([file], reviewer="Đoàn kiểm tra"), script, LARGE)
    assert file.read_bytes() == before


def test_everything_can_be_done_with_the_mouse(tmp_path):
    async def script(screen: Screen):
        await screen.click("~2.c")
        assert screen.item == "2.c"
        await screen.click("a đồng ý")
        assert screen.on_disk.remarks["2.c"].verdict == "agree"
        await screen.click("~1.b")
        await screen.click("d không đồng ý")
        await screen.press("chưa ban hành")
        await screen.click("Bỏ hẳn")
        assert "1.b" not in screen.on_disk.remarks
        await screen.click("d không đồng ý")
        await screen.press("chưa ban hành")
        await screen.click("Ghi không đồng ý")
        assert screen.on_disk.remarks["1.b"].reason == "chưa ban hành"
        await screen.click("w thử")
        await screen.click("Đóng (Esc)")
        await screen.click("u hoàn tác")
        assert set(screen.on_disk.remarks) == {"2.c"}
        await screen.click("▼ ◐  1")
        assert "1.a" not in " ".join(screen.lines[4:-3])
        await screen.click("Mức độ 1 · Hợp tác xã")
        assert screen.case.rating.rule_set.scheme == "targets"
        await screen.click("? trợ giúp")
        await screen.click("Đóng (Esc)")
        await screen.click("l English")
        await screen.click("q quit")
        assert not screen.app.is_running or screen.app._exit

    running(app_for(copied(tmp_path, UNIT, COOPERATIVE)), script, (120, 36))


def test_a_disagreement_needs_a_reason_and_an_answer_that_answers(tmp_path):
    async def script(screen: Screen):
        await screen.press("nnd", "<ctrl+s>")
        assert "✗ Ghi lý do không đồng ý." in screen.words
        assert screen.app.focused.id == "reason"
        await screen.press("Trùng<enter>", "9/7")
        assert '✗ "9/7" không trả lời được câu hỏi.' in screen.words
        await screen.press("<ctrl+s>")
        assert screen.app.focused.id == "answer"
        assert not review_path(screen.case.file).exists()
        await screen.press("<ctrl+u>7/7")
        assert "2.a: ◐ 7/10 đạt một phần → ✓ 10/10 đạt tối đa" in screen.words
        assert "Trung bình · 61,5/100 → Trung bình · 64,5/100" in screen.words
        await screen.press("<escape>")
        assert not review_path(screen.case.file).exists()

    running(app_for(copied(tmp_path, UNIT)), script)


def test_a_disagreement_is_changed_where_it_was_left(tmp_path):
    async def script(screen: Screen):
        await screen.press("nnd", "Trùng<enter>5/7<enter>", "d")
        assert screen.app.screen.query_one("#reason", Input).value == "Trùng"
        assert screen.app.screen.query_one("#answer", Input).value == "5/7"
        await screen.press(" tên<ctrl+s>")
        assert screen.on_disk.remarks["2.a"].reason == "Trùng tên"

    running(app_for(copied(tmp_path, UNIT)), script)


def test_an_answer_that_has_changed_since_is_a_problem_and_said(tmp_path):
    (file,) = copied(tmp_path, UNIT)

    async def remarks(screen: Screen):
        await screen.press("<down><down>")
        assert screen.item == "1.a"
        await screen.press("a<down>a")

    async def sees(screen: Screen):
        await screen.press("n")
        assert screen.item == "1.a", "it is met, and nothing but the remark is a problem"
        assert "= Đồng ý ! Lưu ý: Câu trả lời đã đổi từ khi có nhận xét này. Hãy xem lại nhận xét." in screen.pane
        await screen.press("n")
        assert screen.item == "1.b"
        assert "đã đổi" not in screen.pane
        await screen.press("pa")
        assert "đã đổi" not in screen.pane, "it was looked at again"
        await screen.press("nnp")
        assert screen.item == "1.b"

    running(app_for([file]), remarks, LARGE)
    evidence = json.loads(file.read_text(encoding="utf-8"))
    evidence["answers"]["1.a"]["note"] = "Đã bổ sung"
    file.write_text(json.dumps(evidence), encoding="utf-8")
    running(app_for([file]), sees, LARGE)


def test_the_pane_says_who_remarked_where_it_is_another(tmp_path):
    (file,) = copied(tmp_path, UNIT)

    async def first(screen: Screen):
        await screen.press("nna")
        assert "= Đồng ý" in screen.pane
        assert "(A)" not in screen.pane

    async def second(screen: Screen):
        await screen.press("nn")
        assert "= Đồng ý (A)" in screen.pane
        await screen.press("d", "Thiếu<ctrl+s>")
        assert "≠ Không đồng ý: Thiếu" in screen.pane

    async def third(screen: Screen):
        await screen.press("nn")
        assert "≠ Không đồng ý (B): Thiếu" in screen.pane

    running(app_for([file], reviewer="A"), first, LARGE)
    running(app_for([file], reviewer="B"), second, LARGE)
    running(app_for([file]), third, LARGE)


def test_a_reason_is_typed_without_rating_anew(tmp_path, monkeypatch):
    tried, suppose = [], Case.suppose
    monkeypatch.setattr(Case, "suppose", lambda case, *said: (tried.append(said), suppose(case, *said))[1])

    async def script(screen: Screen):
        await screen.press("nnd", "x<enter>3/7<enter>d")
        tried.clear()
        await screen.press("y", "z")
        assert screen.line("reason") == "xyz"
        assert not tried
        await screen.press("<enter>", "4")
        assert len(tried) == 1
        await screen.press("<shift+tab><ctrl+u><ctrl+s>")
        assert "✗ Ghi lý do không đồng ý." in screen.words
        await screen.press("x")
        assert "✗ Ghi lý do không đồng ý." not in screen.words

    running(app_for(copied(tmp_path, UNIT)), script)


def test_a_criterion_with_indicators_cannot_be_remarked_upon(tmp_path):
    async def script(screen: Screen):
        for keys in ("a", "<down>a", "d", "w"):
            screen.app.clear_notifications()
            await screen.press(keys)
            assert screen.said == "Chọn một nội dung trước đã."
        assert not review_path(screen.case.file).exists()

    running(app_for(copied(tmp_path, UNIT)), script)


def test_remarks_that_cannot_be_saved_are_said_and_asked_for_before_leaving(tmp_path):
    (file,) = copied(tmp_path, UNIT)

    async def script(screen: Screen):
        await screen.press("nna")
        review_path(file).write_text("của người khác", encoding="utf-8")
        await screen.press("na")
        assert "đã bị thay đổi từ nơi khác, không ghi đè" in screen.lines[2]
        assert review_path(file).read_text(encoding="utf-8") == "của người khác"
        await screen.press("q")
        assert screen.app.is_running
        assert screen.said == "Chưa ghi được nhận xét. Bấm q lần nữa để thoát."
        review_path(file).rename(tmp_path / "khac.json")
        await screen.press("na")
        assert set(screen.on_disk.remarks) == {"2.a", "2.c", "2.d"}
        assert "không ghi đè" not in screen.lines[2]

    running(app_for([file]), script, LARGE)


def test_keys_work_in_capitals_and_on_a_vietnamese_keyboard(tmp_path):
    async def script(screen: Screen):
        await screen.press("NN")
        assert screen.item == "2.a"
        await screen.press("ư")
        assert "Thử câu trả lời khác" in screen.text
        await screen.press("<escape>L")
        assert screen.board.language == "en"

    running(app_for(copied(tmp_path, UNIT)), script)


@pytest.mark.parametrize("size", [(40, 12), (12, 4)])
def test_on_a_tiny_screen_nothing_breaks(tmp_path, size):
    async def script(screen: Screen):
        await screen.press("nzlw<escape>?<escape>zd", "x<ctrl+s>", "/a<enter>q")
        assert screen.on_disk.remarks["1.b"].reason == "x"

    running(app_for(copied(tmp_path, UNIT, COOPERATIVE)), script, size)


# What if.


def test_what_if_shows_the_level_with_every_letter_and_saves_nothing(tmp_path):
    async def script(screen: Screen):
        await screen.press("<down><down><down>w")
        assert screen.app.screen.query_one("#answer", Input).value == "không"
        assert "(không đổi)" in screen.words
        await screen.press("<backspace>c")
        assert '✗ "c" không trả lời được câu hỏi. Ghi có hoặc không.' in screen.words
        await screen.press("ó")
        assert "1.b: ✗ 0/10 không đạt → ✓ 10/10 đạt tối đa" in screen.words
        assert "Theo minh chứng: Trung bình · 61,5/100 → Khá · 71,5/100" in screen.words
        assert "Giả định đã có minh chứng còn thiếu." in screen.words
        await screen.press("<enter>")
        assert not list(tmp_path.glob("*.review*"))
        assert "✗ ~1.b 0/10" in screen.text

    running(app_for(copied(tmp_path, UNIT)), script)


def test_what_if_begins_with_what_the_reviewer_answered(tmp_path):
    async def script(screen: Screen):
        await screen.press("nnd", "Trùng<enter>3/7<enter>w")
        assert screen.app.screen.query_one("#answer", Input).value == "3/7"
        await screen.press("<backspace>5/7")
        assert "Theo rà soát: Trung bình · 58,5/100 → Trung bình · 61,5/100" in screen.words

    running(app_for(copied(tmp_path, UNIT)), script)


def test_options_are_listed_and_chosen_by_number(tmp_path):
    async def script(screen: Screen):
        await screen.press("pw")
        assert screen.item == "3.b"
        options = screen.case.rating.rule_set.by_id["3.b"].answer.options
        for place, option in enumerate(options, 1):
            assert f"{place}. {option.name.vi} [{option.id}]" in screen.words
        answer = screen.app.screen.query_one("#answer", Input)
        answer.value = str(len(options))
        await screen.settle()
        assert "3.b: ✗ 0/10 không đạt → ✓ 10/10 đạt tối đa" in screen.words

    running(app_for(copied(tmp_path, UNIT)), script)


# Targets and score sheets.


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
def test_targets_are_reviewed_alike(tmp_path, size):
    async def script(screen: Screen):
        assert "Theo minh chứng: Mức độ 1 · còn 3 chỉ tiêu để đạt Mức độ 2" in screen.text
        await screen.press("n")
        assert screen.item == "2.3"
        await screen.press("w")
        answer = screen.app.screen.query_one("#answer", Input)
        assert answer.value
        everybody = answer.value.split("/")[1]
        answer.value = f"{everybody}/{everybody}"
        await screen.settle()
        assert "✓ Mức độ 1: đạt ✗ Mức độ 2: không đạt → ✓ Mức độ 1: đạt ✓ Mức độ 2: đạt" in screen.words
        assert "còn 3 chỉ tiêu để đạt Mức độ 2 → Mức độ 1 · còn 2 chỉ tiêu" in screen.words
        await screen.press("<escape>d", "Không có chứng chỉ<enter>0/", everybody, "<enter>")
        assert "Theo rà soát: Chưa đạt mức độ nào" in screen.words
        assert screen.on_disk.remarks["2.3"].answer.count == 0
        await screen.press("d")
        screen.app.screen.query_one("#answer", Input).value = "điểm:4"
        await screen.press("<ctrl+s>")
        assert "✗" in screen.words.split("Câu trả lời hoặc điểm đúng")[1], "targets know no points"

    running(app_for(copied(tmp_path, COOPERATIVE)), script, size)


def test_lines_of_a_score_sheet_are_reviewed(tmp_path):
    async def script(screen: Screen):
        await screen.press("n")
        assert screen.item == "2"
        await screen.press("d", "Thiếu biên bản<enter>5/6<enter>")
        assert screen.on_disk.remarks["2"].answer.points == 500
        assert "Theo rà soát: Tốt · 93,75/100" in screen.text
        await screen.press("w")
        screen.app.screen.query_one("#answer", Input).value = "9/10"
        await screen.settle()
        assert "Các điểm tối đa của phiếu cộng lại là 104, không phải 100" in screen.words

    running(app_for(copied(tmp_path, SHEET)), script)


# Several files, and bad ones.


def test_a_file_that_is_refused_does_not_stop_the_one_beside_it(tmp_path):
    bad = tmp_path / "hong.json"
    bad.write_text('{"schema": "xhht-evidence/1", "nam": 2022}', encoding="utf-8")
    files = [bad, *copied(tmp_path, UNIT, COMMUNE)]
    review_path(files[2]).write_text("{", encoding="utf-8")

    async def script(screen: Screen):
        assert screen.case.file == files[1], "the first that can be reviewed"
        assert "✗ " in screen.lines[4]
        assert "Trung bình 61,5/100 · Hội" in screen.lines[5]
        await screen.press("[")
        assert "Không rà soát được tệp này" in screen.lines[1]
        assert "hong.json: /nam" in screen.words
        for keys in ("a", "d", "w", "x", "u", "n", "f", "z", "z", "l", "l"):
            await screen.press(keys)
        await screen.press("[")
        assert "xa-86-diem-chua-dat.review" in screen.words
        assert "Tệp rà soát được giữ nguyên." in screen.words
        await screen.press("]]")
        assert screen.case.file == files[1]
        await screen.press("nna<shift+tab>")
        assert isinstance(screen.app.focused, OptionList)

    running(app_for(files), script, LARGE)
    assert review_path(files[2]).read_text(encoding="utf-8") == "{"


def test_hostile_words_are_shown_and_do_nothing(tmp_path):
    evidence = json.loads((SAMPLES / f"{UNIT}.json").read_text(encoding="utf-8"))
    hostile = "[bold red]X[/] [@click=app.exit]Y[/] \x1b[31m\x1b]8;;h\x07 [/nope] $primary"
    evidence["subject"]["name"] = hostile
    for answer in evidence["answers"].values():
        answer["note"] = hostile
        answer["documents"] = [{"title": hostile, "file": "[link=x]../x"}]
    file = tmp_path / "[red]x[blue]\x1b[1m.json"
    file.write_text(json.dumps(evidence), encoding="utf-8")
    bad = tmp_path / "[b]bad.json"
    bad.write_text('{"[blink]": 1}', encoding="utf-8")

    async def script(screen: Screen):
        assert "[red]x[blue]\ufffd[1m.json · 2022 · [bold red]X[/] [@click=app.exit]Y[/]" in screen.lines[0]
        assert "Y[/] \ufffd[31m\ufffd]8;;h\ufffd [/nope]" in screen.lines[0]
        await screen.press("nz")
        assert "[bold red]X[/] [@click=app.exit]Y[/]" in screen.words
        await screen.click("[@click=app.exit]")
        assert screen.app.is_running
        await screen.press("zd", "[red]lý do[/red] [/x]<ctrl+s>")
        assert "[red]lý do[/red] [/x]" in screen.words
        review_path(file).write_text("", encoding="utf-8")
        await screen.press("a")
        assert "[red]x[blue]\ufffd[1m.review đã bị thay đổi" in screen.lines[2]
        (told,) = screen.app._notifications
        assert told.message.startswith("[red]x[blue]\ufffd[1m.review đã bị thay đổi")
        assert not told.markup
        await screen.press("/[/nope<enter>]")
        assert "[blink]" in screen.words

    running(app_for([file, bad]), script, LARGE)


def test_a_fault_ends_the_review_without_a_traceback(tmp_path, monkeypatch, capsys):
    app = app_for(copied(tmp_path, UNIT))

    def fails(*_: object) -> None:
        raise EngineError("x", "broken")

    monkeypatch.setattr(Case, "suppose", fails)

    async def script(screen: Screen):
        await screen.press("nnw")

    with pytest.raises(EngineError):
        running(app, script)
    assert isinstance(app.fault, EngineError)
    monkeypatch.setattr(
        "ratings.review.app.ReviewApp.run", lambda app: setattr(app, "fault", EngineError("x", "broken"))
    )
    with pytest.raises(EngineError):
        review(app._entries, "vi")
    assert "Traceback" not in "".join(capsys.readouterr())
