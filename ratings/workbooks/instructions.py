"""The first sheet: how the workbook is filled in."""

from collections.abc import Iterator

from criteria.targets_model import AnyRuleSet
from criteria.texts import Text
from ratings.rules_parts import legal_text, subject_text

_LINES = (
    Text(
        "Ô trắng và ô vàng nhạt để điền; ô vàng nhạt có danh sách để chọn. Ô xám không cần điền.",
        "White and pale yellow cells are to be filled in; pale yellow ones have a list to choose from. Grey"
        " ones are not.",
    ),
    Text(
        "Trang “Thông tin”: tên đối tượng, năm, địa bàn và số liệu dân cư, nếu bộ tiêu chí cần. Mục “Văn"
        " phòng” chỉ để in"
        " báo cáo, tờ trình, biên bản.",
        "Sheet “Subject”: name, year, area, and the population where the rule set needs it. “Office” is for"
        " papers only.",
    ),
    Text(
        "Trang “Trả lời”: mỗi nội dung một dòng. Ghi số người, số hộ… và tổng số; không ghi phần trăm, trừ"
        " khi đơn vị tính"
        " là %.",
        "Sheet “Answers”: a row for each indicator. Write how many, and of how many; not per cent, unless"
        " that is the unit.",
    ),
    Text(
        "Minh chứng: ghi số, ngày, tên, nơi ban hành ngay trên dòng. Từ minh chứng thứ hai, ghi ở trang"
        " “Minh chứng thêm”"
        " kèm mã nội dung.",
        "Documents: number, date, title and issuer stand in the same row. From the second on, write them on the sheet"
        " “Further documents”, with the id of the indicator.",
    ),
    Text(
        "Nội dung chưa có số liệu thì để trống: xhht nêu là còn thiếu, không coi là không đạt.",
        "Leave empty what is not known yet: xhht says that it is missing, not that it has failed.",
    ),
)
_MEMBERS = Text(
    "Thành viên (gia đình, dòng họ, công dân…): mỗi dòng một thành viên. Nội dung không áp dụng thì ghi"
    " “không áp dụng: lý do” vào ô trả lời. Cột “Phần khác (JSON)” giữ những gì không có ô riêng, thường để trống.",
    "Members (families, clans, citizens…): one row each. Where something does not apply, write “not applicable: reason”"
    " into the answer. The column “The rest (JSON)” keeps what has no cell of its own; it is mostly empty.",
)
_LAST = (
    Text(
        "Điểm và mức tạm tính do công thức Excel tính từ các ô điền đúng dạng, chỉ để tham khảo; phần suy ra từ"
        " thành viên và từ số liệu phổ cập giữ như lúc tạo tệp. Kết quả có giải thích và căn cứ: xhht rate TỆP.xlsx",
        "Points and level so far are reckoned by formulas, for orientation; what follows from members and from"
        " counts stays as it was when the file was made. The result, explained and cited: xhht rate FILE.xlsx",
    ),
    Text(
        "Giữ nguyên dòng 1 (ẩn), các cột ẩn và trang ẩn: xhht đọc theo đó. Có thể đổi tên, sắp xếp lại các"
        " trang và thêm"
        " trang riêng.",
        "Leave row 1, hidden columns and the hidden sheet as they are: xhht reads by them. Sheets can be renamed, moved"
        " and added.",
    ),
)


def instructions(rule_set: AnyRuleSet, *, members: bool) -> Iterator[Text]:
    """Yield the lines of the sheet, the title first.

    Args:
        rule_set: By which the subject is rated.
        members: The workbook has sheets for members.
    """
    whom, law = subject_text(rule_set), legal_text(rule_set.text)
    yield Text(f"Phiếu minh chứng: {rule_set.title.vi}", f"Evidence: {rule_set.title.en}")
    yield Text(f"Dùng cho {whom.vi}. {law.vi}", f"For {whom.en}. {law.en}")
    for number, line in enumerate((*_LINES, *((_MEMBERS,) if members else ()), *_LAST), 1):
        yield Text(f"{number}. {line.vi}", f"{number}. {line.en}")
