"""Words of the review: of keys, filters, headings. In both languages, like everything that users see."""

from typing import Literal

from criteria.texts import Text
from ratings.review.items import Sort

AGREE_MARK, DISAGREE_MARK, ASSUMED_MARK = "=", "≠", "~"
REMARK_MARKS: dict[Literal["agree", "disagree"], str] = {"agree": AGREE_MARK, "disagree": DISAGREE_MARK}

FILTERS: dict[Sort, Text] = {
    "all": Text("Tất cả", "All"),
    "failed": Text("Chưa đạt", "Failed"),
    "missing": Text("Còn thiếu", "Missing"),
    "assumed": Text("Giả định", "Assumed"),
    "remarked": Text("Có nhận xét", "Remarked"),
}
KEYS: tuple[tuple[str, str, Text], ...] = (
    ("n", "next_problem", Text("vướng sau", "next problem")),
    ("p", "previous_problem", Text("vướng trước", "previous")),
    ("a", "agree", Text("đồng ý", "agree")),
    ("d", "disagree", Text("không đồng ý", "disagree")),
    ("w", "what_if", Text("thử câu trả lời", "what if")),
    ("x", "clear_remark", Text("xóa", "clear")),
    ("u", "undo", Text("hoàn tác", "undo")),
    ("f", "next_filter", Text("lọc", "filter")),
    ("/", "search", Text("tìm", "search")),
    ("z", "zoom", Text("phóng to", "zoom")),
    ("l", "language", Text("English", "Tiếng Việt")),
    ("?", "help", Text("trợ giúp", "help")),
    ("q", "leave", Text("thoát", "quit")),
)
"""What a key does: the key, the action, and its name."""
SEARCH = Text("/ tìm chữ", "/ search")
SEARCH_HINT = Text("Chữ cần tìm; Enter: xong, Esc: thôi tìm", "Words to find; Enter: done, Esc: end the search")
SUMMARY = Text("Kết quả chung", "The whole subject")
HELP_TITLE = Text("Trợ giúp: rà soát kết quả xếp loại", "Help: reviewing a rating")
HELP_KEYS: tuple[tuple[str, Text], ...] = (
    ("↑ ↓", Text("chọn nội dung; PgUp, PgDn đi nhanh hơn", "choose an indicator; PgUp and PgDn go faster")),
    ("Tab", Text("sang phần khác: danh sách, cây tiêu chí, chi tiết", "to the list, the tree, the details")),
    ("[  ]", Text("tệp trước, tệp sau", "previous file, next file")),
    ("Enter", Text("mở, đóng tiêu chí; đọc chi tiết nội dung", "open or close a criterion; read an indicator")),
    ("n  p", Text("nội dung sau, trước chưa đạt, còn thiếu hay đáng ngờ", "next, previous problem")),
    ("f", Text("lọc: tất cả, chưa đạt, còn thiếu, giả định, có nhận xét", "filter: all, failed, missing, …")),
    ("/", Text("tìm chữ trong nội dung, trả lời, minh chứng; Esc thôi tìm", "search words; Esc ends it")),
    ("a", Text("đồng ý với câu trả lời", "agree with the answer")),
    ("d", Text("không đồng ý: ghi lý do, có thể cả câu trả lời khác", "disagree: a reason, maybe an answer")),
    ("w", Text("thử một câu trả lời khác, xem ngay xếp loại mới", "try another answer, see the level at once")),
    ("x  u", Text("xóa nhận xét; hoàn tác việc vừa làm", "clear the remark; undo what was done last")),
    ("z", Text("chỉ xem chi tiết, hoặc trở lại", "only the details, or all again")),
    ("l", Text("tiếng Anh, tiếng Việt", "English, Vietnamese")),
    ("q", Text("thoát; nhận xét đã được ghi ngay khi nhập", "quit; remarks are saved as they are made")),
)
HELP_MARKS = Text(
    "Dấu: ✓ đạt tối đa  ◐ đạt một phần  ✗ không đạt  ? còn thiếu  – không áp dụng  "
    "= đồng ý  ≠ không đồng ý  ~ dựa trên giả định",
    "Marks: ✓ full  ◐ partial  ✗ failed  ? missing  – not applicable  = agreed  ≠ disagreed  ~ rests on an assumption",
)
HELP_ANSWERS = Text(
    "Câu trả lời ghi như: 38/40 · có · không · 12,5 · điểm:4,5 · không áp dụng: lý do. Chuột cũng dùng được.",
    "Answers are typed like: 38/40 · yes · no · 12.5 · points:4.5 · n/a: reason. The mouse works, too.",
)
HELP_FILE = Text(
    "Nhận xét nằm trong tệp .review cạnh tệp minh chứng; tệp minh chứng không bị sửa. "
    "Xếp loại theo nhận xét: xhht rate FILE --review TỆP.",
    "Remarks are in the .review beside the evidence, which is never changed. "
    "To rate by them: xhht rate FILE --review FILE.",
)
CLOSE = Text("Đóng (Esc)", "Close (Esc)")
KEEP = Text("Ghi không đồng ý (Ctrl+S)", "Keep disagreement (Ctrl+S)")
LATER = Text("Để sau (Esc)", "Later (Esc)")
DROP = Text("Bỏ hẳn", "Drop")
CUT = Text("Đoạn dán quá dài, chỉ lấy {} ký tự đầu.", "What was pasted is too long: cut after {} characters.")
REASON = Text("Lý do không đồng ý (phải ghi)", "Why you disagree (needed)")
OWN_ANSWER = Text("Câu trả lời hoặc điểm đúng (có thể để trống)", "The right answer or points (may be left out)")
TRY_TITLE = Text("Thử câu trả lời khác", "What if")
DISAGREE_TITLE = Text("Không đồng ý", "Disagree")
ANSWERED = Text("Đang trả lời: ", "Answered: ")
SUPPOSED_PAPER = Text("Giả định đã có minh chứng còn thiếu.", "The missing document is assumed to be there.")
NOTHING_SAVED = Text("Chỉ thử, không ghi gì.", "Only a trial, nothing is saved.")
SELF_RATED = Text("Theo minh chứng: ", "By the evidence: ")
AS_REVIEWED = Text("Theo rà soát: ", "As reviewed: ")
CHOOSE_ITEM = Text("Chọn một nội dung trước đã.", "Choose an indicator first.")
NO_PROBLEM = Text("Không còn nội dung nào khác cần xem lại ở đây.", "Nothing else here is a problem.")
NOTHING_TO_UNDO = Text("Không có gì để hoàn tác.", "There is nothing to undo.")
NOT_SAVED_YET = Text("Chưa ghi được nhận xét. Bấm q lần nữa để thoát.", "Remarks are not saved. Press q again to quit.")
NOTHING_SHOWN = Text("Không có nội dung nào như vậy.", "There is nothing of that kind.")
CANNOT_REVIEW = Text("Không rà soát được tệp này", "This file cannot be reviewed")
UNCHANGED = Text("không đổi", "no change")
BEGUN = Text("Có nhận xét viết dở ở {}: bấm d để viết tiếp.", "A remark on {} was begun: press d to go on.")
KEPT = Text("Đã giữ nhận xét viết dở ở {}: bấm d để viết tiếp.", "What was typed on {} is kept: press d to go on.")
KEPT_HERE = Text(
    "Nhận xét viết dở ở {} chỉ giữ được đến khi thoát: bấm d để viết tiếp.",
    "What was typed on {} is kept only until you quit: press d to go on.",
)
