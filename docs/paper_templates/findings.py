"""What a paper says of the rating: bases, outcome, criteria, what lacks, what comes next, documents."""

from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN

from paper_templates.page import NOTE
from paper_templates.tables import add_heading, add_row, add_tag, grid


def add_bases(draft):
    draft.each("basis", "rule_set.bases", "Căn cứ {{ basis }};", italic=True)


def add_outcome(draft):
    draft.text("Đối tượng đánh giá: {{ subject.name }}{% if subject.area %} (địa bàn {{ subject.area }}){% endif %}.")
    draft.tag("if by_points")
    draft.text("Tổng điểm: {{ result.score }} điểm.")
    draft.text("Xếp loại: {{ result.level }} ({{ result.citation }}).", bold=True)
    draft.tag("else")
    draft.text("Kết quả: {{ result.level }} ({{ result.citation }}).", bold=True)
    draft.tag("endif")
    draft.text("{{ result.explanation }}")
    draft.each("remark", "result.remarks", "{{ remark }}")


def add_results(draft, *, explained):
    """Two tables, of which one goes: of points, and of targets."""
    draft.tag("if by_points")
    _add_points(draft, explained=explained)
    draft.tag("else")
    _add_targets(draft, explained=explained)
    draft.tag("endif")


def _add_points(draft, *, explained):
    why = ["//{{ item.explanation }}"] if explained else []
    sheet = ["{%p if criterion.explanation %}", "//{{ criterion.explanation }}", "{%p endif %}"] if explained else []
    heads = ("TT", "Tiêu chí, nội dung", "Kết quả", "Yêu cầu", "Điểm tối đa", "Điểm đạt")
    centred = (0, 4, 5)
    table = grid(draft, heads, (13, 65, 32, 27, 14, 14))
    add_tag(table, "for criterion in criteria")
    criterion = (
        "{{ criterion.id }}", ["{{ criterion.name }}", *sheet], "{{ criterion.verdict }}", "",
        "{{ criterion.max_points }}", "{{ criterion.points }}",
    )  # fmt: skip
    add_row(table, criterion, bold=True, centred=centred)
    add_tag(table, "for item in criterion.indicators")
    item = (
        "{{ item.id }}", ["{{ item.name }}", *why], "{{ item.measured }}", "{{ item.required }}",
        "{{ item.max_points }}", "{{ item.points }}",
    )  # fmt: skip
    add_row(table, item, centred=centred)
    add_tag(table, "endfor")
    add_tag(table, "endfor")
    _add_totals(table, bold=True, centred=centred)


def _add_totals(table, **form):
    """The sum of the points; where something is not applicable, what applies and then the scaled total.

    The last row keeps with what follows, as all of them do: no signature alone on a page.
    """
    points = ("{{ result.max_points }}", "{{ result.points }}")
    add_tag(table, "if result.max_applicable")
    applicable = ("{{ result.max_applicable }}", "{{ result.applicable }}")
    add_row(table, ("", "Cộng các nội dung áp dụng", "", "", *applicable), **form)
    scaled = "Quy về thang {{ result.max_points }} điểm"
    add_row(table, ("", scaled, "{{ result.level }}", "", *points), **form)
    add_tag(table, "else")
    add_row(table, ("", "Tổng cộng", "{{ result.level }}", "", *points), **form)
    add_tag(table, "endif")


def _add_targets(draft, *, explained):
    why = ["{%p if item.verdict != 'đạt' %}", "//{{ item.explanation }}", "{%p endif %}"] if explained else []
    table = grid(draft, ("TT", "Tiêu chí, chỉ tiêu", "Kết quả", "Yêu cầu", "Đánh giá"), (13, 57, 32, 33, 30))
    add_tag(table, "for criterion in criteria")
    criterion = ("{{ criterion.id }}", "{{ criterion.name }}", "", "", _by_level("criterion", "verdict"))
    add_row(table, criterion, bold=True, centred=(0,))
    add_tag(table, "for item in criterion.indicators")
    asked, met = _by_level("item", "required"), _by_level("item", "verdict")
    add_row(
        table, ("{{ item.id }}", ["{{ item.name }}", *why], "{{ item.measured }}", asked, met), centred=(0,)
    )  # fmt: skip
    add_tag(table, "endfor")
    add_tag(table, "endfor")


def _by_level(of, field):
    return [
        f"{{%p for target in {of}.targets %}}",
        f"{{{{ target.level }}}}: {{{{ target.{field} }}}}",
        "{%p endfor %}",
    ]


def add_lacking(draft, number):
    draft.head(f"{number}. NHỮNG NỘI DUNG CÒN THIẾU, CHƯA ĐẠT")
    draft.tag("if lacking")
    draft.each("said", "lacking", "- {{ said }}")
    draft.tag("else")
    draft.text("Không có.")
    draft.tag("endif")


def add_steps(draft, number):
    draft.head(f"{number}. PHƯƠNG HƯỚNG")
    draft.tag("if steps.changes")
    draft.text("Để đạt {{ steps.level }}:", keep=True)
    draft.each("change", "steps.changes", "- {{ change }}", keep=True)
    draft.tag("elif steps.reasons")
    draft.text("Chưa thể đạt {{ steps.level }}:", keep=True)
    draft.each("reason", "steps.reasons", "- {{ reason }}", keep=True)
    draft.tag("else")
    draft.text("Duy trì kết quả đã đạt.", keep=True)
    draft.tag("endif")


def add_note(draft):
    draft.line("Ghi chú: {{ note }}", style=NOTE, align=ALIGN.JUSTIFY, before=10, keep=True)


def add_annex(draft):
    """The documents, on a page of their own."""
    draft.tag("if annex")
    title = {"align": ALIGN.CENTER, "after": 0, "keep": True, "bold": True, "size": 14}
    draft.line("PHỤ LỤC", page=True, **title)
    draft.line("DANH MỤC MINH CHỨNG", **title)
    draft.line(
        "(Kèm theo {{ paper.heading }}{% if office.number %} số {{ office.number }}{% endif %} {{ office.date }} "
        "của {{ office.name }})",
        align=ALIGN.CENTER, italic=True, after=8, keep=True,
    )  # fmt: skip
    heads = ("TT", "Số, ký hiệu", "Ngày", "Tên loại và trích yếu nội dung", "Cơ quan ban hành")
    table = grid(draft, heads, (11, 32, 23, 67, 32))
    add_tag(table, "for group in annex")
    add_heading(table, "{{ group.id }}. {{ group.name }}")
    add_tag(table, "for document in group.documents")
    title_and_file = ["{{ document.title }}", "{%p if document.file %}", "//{{ document.file }}", "{%p endif %}"]
    add_row(
        table,
        ("{{ loop.index }}", "{{ document.number }}", "{{ document.date }}", title_and_file, "{{ document.issuer }}"),
        centred=(0, 2),
    )
    add_tag(table, "endfor")
    add_tag(table, "endfor")
    draft.tag("endif")
