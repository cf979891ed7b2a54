"""Make the templates of papers in ratings/papers/templates: run it again after a change here.

python docs/make_paper_templates.py
"""

import sys
import zipfile
from datetime import datetime
from io import BytesIO
from pathlib import Path

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

FOLDER = Path(__file__).parent.parent / "ratings" / "papers" / "templates"
FONT = "Times New Roman"
WIDTH = 165  # mm between the margins
DAY = datetime(1980, 1, 1)


class Builder:
    """One template: paragraphs and tables with tags, in the form of official papers."""

    def __init__(self):
        self.word = Document()
        self._page()
        self._style()

    # The page.

    def _page(self):
        section = self.word.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin = section.bottom_margin = Mm(20)
        section.left_margin, section.right_margin = Mm(30), Mm(15)
        section.header_distance = Mm(10)
        section.different_first_page_header_footer = True
        number = section.header.paragraphs[0]
        number.alignment = ALIGN.CENTER
        for kind in ("begin", None, "separate", "text", "end"):
            number.add_run()._r.append(self._field_part(kind))

    @staticmethod
    def _field_part(kind):
        if kind is None:
            part = OxmlElement("w:instrText")
            part.text = "PAGE"
            return part
        if kind == "text":
            part = OxmlElement("w:t")
            part.text = "2"
            return part
        part = OxmlElement("w:fldChar")
        part.set(qn("w:fldCharType"), kind)
        return part

    def _style(self):
        normal = self.word.styles["Normal"]
        normal.font.name, normal.font.size = FONT, Pt(13)
        fonts = normal.element.rPr.rFonts
        for script in ("w:eastAsia", "w:cs", "w:hAnsi"):
            fonts.set(qn(script), FONT)
        normal.paragraph_format.space_after = Pt(3)
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), "vi-VN")
        normal.element.rPr.append(language)
        for name, size, italic in (("Bảng", 11, False), ("Ghi chú", 11, True)):
            style = self.word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = normal
            style.font.size, style.font.italic = Pt(size), italic
            style.paragraph_format.space_after = Pt(0)

    # Words.

    def line(self, words, *, within=None, style=None, align=None, bold=False, italic=False, size=None, **form):  # noqa: PLR0913
        """Add a paragraph. ``form``: indent (mm), before, after (points), keep with the next, new page."""
        paragraph = (within or self.word).add_paragraph(style=style)
        run = paragraph.add_run(words)
        run.bold, run.italic = bold or None, italic or None
        run.font.size = Pt(size) if size else None
        paragraph.alignment = align
        self._form(paragraph.paragraph_format, **form)
        return paragraph

    @staticmethod
    def _form(form, indent=0, before=None, after=None, keep=False, page=False):
        form.first_line_indent = Mm(indent) if indent else None
        form.space_before = Pt(before) if before is not None else None
        form.space_after = Pt(after) if after is not None else None
        form.keep_with_next = keep or None
        form.page_break_before = page or None

    def text(self, words, **form):
        return self.line(words, align=ALIGN.JUSTIFY, indent=10, after=4, **form)

    def head(self, words):
        return self.line(words, bold=True, before=8, after=4, keep=True, indent=10)

    def tag(self, words):
        """A paragraph that goes when the template is filled: a condition or a loop."""
        self.line(f"{{%p {words} %}}")

    def each(self, item, of, words, **form):
        self.tag(f"for {item} in {of}")
        self.text(words, **form)
        self.tag("endfor")

    def rule(self, within, width):
        """A short line below what stands above: a border over an empty paragraph as wide as *width* of its cell."""
        paragraph = within.add_paragraph()
        paragraph.alignment = ALIGN.CENTER
        form = paragraph.paragraph_format
        form.left_indent = form.right_indent = Mm(width)
        form.space_after, form.line_spacing = Pt(0), Pt(6)
        border = OxmlElement("w:pBdr")
        top = OxmlElement("w:top")
        for key, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
            top.set(qn(f"w:{key}"), value)
        border.append(top)
        # pBdr has its place before spacing, ind and jc.
        properties = paragraph._p.get_or_add_pPr()
        spacing = properties.find(qn("w:spacing"))
        spacing.addprevious(border)

    # Tables.

    def plain_table(self, widths):
        table = self.word.add_table(rows=1, cols=len(widths))
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        for column, cell, width in zip(table.columns, table.rows[0].cells, widths, strict=True):
            column.width = cell.width = Mm(width)
        return table

    def grid(self, heads, widths):
        table = self.plain_table(widths)
        table.style = "Table Grid"
        for cell, words in zip(table.rows[0].cells, heads, strict=True):
            self.cell(cell, words, bold=True, align=ALIGN.CENTER)
        self._row_form(table.rows[0], "w:tblHeader", "w:cantSplit")
        return table

    @staticmethod
    def _row_form(row, *names):
        properties = row._tr.get_or_add_trPr()
        for name in sorted(names):  # cantSplit has its place before tblHeader
            properties.append(OxmlElement(name))

    def row(self, table, contents, *, bold=False, centred=(), keep=True):
        row = table.add_row()
        self._row_form(row, "w:cantSplit")
        for place, (cell, words) in enumerate(zip(row.cells, contents, strict=True)):
            cell.width = table.columns[place].width
            self.cell(cell, words, bold=bold, align=ALIGN.CENTER if place in centred else None, keep=keep)

    def row_tag(self, table, words):
        cells = table.add_row().cells
        cells[0].text = f"{{%tr {words} %}}"

    def cell(self, cell, words, *, bold=False, align=None, keep=True):
        """Fill *cell*: a line each; a line in ``//`` is in italics, one that begins with ``{%p`` is a tag."""
        lines = [words] if isinstance(words, str) else words
        for place, said in enumerate(lines):
            paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
            paragraph.style = "Bảng"
            paragraph.alignment = align
            run = paragraph.add_run(said.removeprefix("//"))
            small = said.startswith("//")
            run.bold, run.italic = (bold and not small) or None, small or None
            paragraph.paragraph_format.keep_with_next = (bold and keep) or None  # no heading without what it heads

    # Parts of papers.

    def state(self, *, numbered=True):
        """The head in two columns: the office and its number, the state and the date."""
        table = self.plain_table((68, 97))
        left, right = table.rows[0].cells
        centre = {"align": ALIGN.CENTER, "after": 0}
        self._first(left, "{%p if office.superior %}")
        self.line("{{ office.superior|upper }}", within=left, size=12, **centre)
        self.line("{%p endif %}", within=left)
        self.line("{{ office.name|upper }}", within=left, bold=True, size=12, **centre)
        self.rule(left, 22)
        if numbered:
            self.line("Số: {{ office.number }}", within=left, **centre)
        self._first(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold=True, size=12)
        self.line("Độc lập - Tự do - Hạnh phúc", within=right, bold=True, **centre)
        self.rule(right, 18)
        self.line("{{ office.place }}, {{ office.date }}", within=right, italic=True, **centre)

    def _first(self, cell, words, *, bold=False, size=None):
        paragraph = cell.paragraphs[0]
        paragraph.alignment = ALIGN.CENTER
        paragraph.paragraph_format.space_after = Pt(0)
        run = paragraph.add_run(words)
        run.bold, run.font.size = bold or None, Pt(size) if size else None

    def title(self):
        self.line("{{ paper.heading|upper }}", align=ALIGN.CENTER, bold=True, size=14, before=14, after=0, keep=True)
        self.line("{{ paper.about[0]|upper }}{{ paper.about[1:] }}", align=ALIGN.CENTER, bold=True, size=14, after=0)
        self.line("Năm {{ year }}", align=ALIGN.CENTER, bold=True, size=14, after=8)

    def receiver(self):
        self.line("Kính gửi: {{ office.to }}", align=ALIGN.CENTER, size=14, before=4, after=10)

    def bases(self):
        self.each("basis", "rule_set.bases", "Căn cứ {{ basis }};", italic=True)

    def outcome(self):
        self.text(
            "Đối tượng đánh giá: {{ subject.name }}{% if subject.area %} (địa bàn {{ subject.area }}){% endif %}."
        )
        self.tag("if by_points")
        self.text("Tổng điểm: {{ result.score }} điểm.")
        self.text("Xếp loại: {{ result.level }} ({{ result.citation }}).", bold=True)
        self.tag("else")
        self.text("Kết quả: {{ result.level }} ({{ result.citation }}).", bold=True)
        self.tag("endif")
        self.text("{{ result.explanation }}")
        self.each("remark", "result.remarks", "{{ remark }}")

    def results(self, *, explained):
        """Two tables, of which one goes: of points, and of targets."""
        why = ["//{{ item.explanation }}"] if explained else []
        unmet = ["{%p if item.verdict != 'đạt' %}", *why, "{%p endif %}"] if explained else []
        sheet = (
            ["{%p if criterion.explanation %}", "//{{ criterion.explanation }}", "{%p endif %}"] if explained else []
        )
        self.tag("if by_points")
        table = self.grid(
            ("TT", "Tiêu chí, nội dung", "Kết quả", "Yêu cầu", "Điểm tối đa", "Điểm đạt"), (13, 65, 32, 27, 14, 14)
        )
        self.row_tag(table, "for criterion in criteria")
        self.row(
            table,
            (
                "{{ criterion.id }}", ["{{ criterion.name }}", *sheet], "{{ criterion.verdict }}", "",
                "{{ criterion.max_points }}", "{{ criterion.points }}",
            ),
            bold=True, centred=(0, 4, 5),
        )  # fmt: skip
        self.row_tag(table, "for item in criterion.indicators")
        self.row(
            table,
            (
                "{{ item.id }}", ["{{ item.name }}", *why], "{{ item.measured }}", "{{ item.required }}",
                "{{ item.max_points }}", "{{ item.points }}",
            ),
            centred=(0, 4, 5),
        )  # fmt: skip
        self.row_tag(table, "endfor")
        self.row_tag(table, "endfor")
        self.row(
            table, ("", "Tổng cộng", "{{ result.level }}", "", "{{ result.max_points }}", "{{ result.points }}"),
            keep=False, bold=True, centred=(0, 4, 5),
        )  # fmt: skip
        self.tag("else")
        self._targets(unmet)
        self.tag("endif")

    def _targets(self, why):
        table = self.grid(("TT", "Tiêu chí, chỉ tiêu", "Kết quả", "Yêu cầu", "Đánh giá"), (13, 57, 32, 33, 30))
        met = ["{%p for target in criterion.targets %}", "{{ target.level }}: {{ target.verdict }}", "{%p endfor %}"]
        asked = ["{%p for target in item.targets %}", "{{ target.level }}: {{ target.required }}", "{%p endfor %}"]
        item_met = ["{%p for target in item.targets %}", "{{ target.level }}: {{ target.verdict }}", "{%p endfor %}"]
        self.row_tag(table, "for criterion in criteria")
        self.row(table, ("{{ criterion.id }}", "{{ criterion.name }}", "", "", met), bold=True, centred=(0,))
        self.row_tag(table, "for item in criterion.indicators")
        self.row(
            table, ("{{ item.id }}", ["{{ item.name }}", *why], "{{ item.measured }}", asked, item_met), centred=(0,)
        )
        self.row_tag(table, "endfor")
        self.row_tag(table, "endfor")

    def lacking(self, number):
        self.head(f"{number}. NHỮNG NỘI DUNG CÒN THIẾU, CHƯA ĐẠT")
        self.tag("if lacking")
        self.each("said", "lacking", "- {{ said }}")
        self.tag("else")
        self.text("Không có.")
        self.tag("endif")

    def steps(self, number):
        self.head(f"{number}. PHƯƠNG HƯỚNG")
        self.tag("if steps.changes")
        self.text("Để đạt {{ steps.level }}:", keep=True)
        self.each("change", "steps.changes", "- {{ change }}")
        self.tag("elif steps.reasons")
        self.text("Chưa thể đạt {{ steps.level }}:", keep=True)
        self.each("reason", "steps.reasons", "- {{ reason }}")
        self.tag("else")
        self.text("Duy trì kết quả đã đạt.")
        self.tag("endif")
        self.each("said", "recognition", "{{ said }}")

    def note(self):
        self.line("Ghi chú: {{ note }}", style="Ghi chú", align=ALIGN.JUSTIFY, before=10, keep=True)

    def signature(self):
        self.line("", after=0, keep=True)
        table = self.plain_table((75, 90))
        self._row_form(table.rows[0], "w:cantSplit")
        left, right = table.rows[0].cells
        self._first(left, "")
        left.paragraphs[0].alignment = None
        run = left.paragraphs[0].add_run("Nơi nhận:")
        run.bold = run.italic = True
        run.font.size = Pt(12)
        for words in ("{%p for copy in office.copies %}", "- {{ copy }};", "{%p endfor %}", "- Lưu: VT."):
            self.line(words, within=left, size=11, after=0)
        self._first(right, "{%p if office.authority %}")
        centre = {"within": right, "align": ALIGN.CENTER, "bold": True}
        self.line("{{ office.authority|upper }}", after=0, **centre)
        self.line("{%p endif %}", within=right)
        self.line("{{ office.title|upper }}", after=60, **centre)
        self.line("{{ office.signer }}", after=0, **centre)

    def annex(self):
        self.tag("if annex")
        self.line("PHỤ LỤC", align=ALIGN.CENTER, bold=True, size=14, page=True, after=0, keep=True)
        self.line("DANH MỤC MINH CHỨNG", align=ALIGN.CENTER, bold=True, size=14, after=0, keep=True)
        self.line(
            "(Kèm theo {{ paper.heading }} số {{ office.number }} {{ office.date }} của {{ office.name }})",
            align=ALIGN.CENTER, italic=True, after=8, keep=True,
        )  # fmt: skip
        table = self.grid(
            ("TT", "Số, ký hiệu", "Ngày", "Tên loại và trích yếu nội dung", "Cơ quan ban hành"), (11, 32, 23, 67, 32)
        )
        self.row_tag(table, "for group in annex")
        row = table.add_row()
        self._row_form(row, "w:cantSplit")
        self.cell(row.cells[0].merge(row.cells[4]), "{{ group.id }}. {{ group.name }}", bold=True)
        self.row_tag(table, "for document in group.documents")
        self.row(
            table,
            (
                "{{ loop.index }}", "{{ document.number }}", "{{ document.date }}",
                ["{{ document.title }}", "{%p if document.file %}", "//{{ document.file }}", "{%p endif %}"],
                "{{ document.issuer }}",
            ),
            centred=(0, 2),
        )  # fmt: skip
        self.row_tag(table, "endfor")
        self.row_tag(table, "endfor")
        self.tag("endif")

    def written(self):
        """The bytes of the file, the same each time."""
        properties = self.word.core_properties
        properties.title, properties.author, properties.comments = "xhht", "xhht", ""
        properties.created = properties.modified = DAY
        saved, buffer = BytesIO(), BytesIO()
        self.word.save(saved)
        with zipfile.ZipFile(saved) as source, zipfile.ZipFile(buffer, "w") as target:
            for name in source.namelist():
                part = zipfile.ZipInfo(name, DAY.timetuple()[:6])
                part.compress_type, part.create_system = zipfile.ZIP_DEFLATED, 0
                target.writestr(part, source.read(name))
        return buffer.getvalue()


def self_assessment():
    made = Builder()
    made.state()
    made.title()
    made.receiver()
    made.bases()
    made.text("{{ office.name }} báo cáo kết quả như sau:")
    made.head("I. KẾT QUẢ CHUNG")
    made.outcome()
    made.head("II. KẾT QUẢ TỪNG TIÊU CHÍ")
    made.results(explained=True)
    made.lacking("III")
    made.steps("IV")
    made.note()
    made.signature()
    made.annex()
    return made.written()


def summary():
    made = Builder()
    made.state()
    made.title()
    made.outcome()
    made.results(explained=False)
    made.note()
    made.signature()
    return made.written()


def minutes():
    made = Builder()
    made.state()
    made.title()
    made.head("I. THỜI GIAN, ĐỊA ĐIỂM")
    made.text("Thời gian: {{ office.meeting_time }}.")
    made.text("Địa điểm: {{ office.meeting_place }}.")
    made.head("II. THÀNH PHẦN")
    made.tag("if office.participants")
    made.each("person", "office.participants", "{{ loop.index }}. {{ person.name }} - {{ person.position }}")
    made.tag("else")
    for number in (1, 2, 3):
        made.line(f"{number}. Ông (bà) ………………………… Chức vụ: ………………………", indent=10)
    made.tag("endif")
    made.text("Chủ trì: {{ office.signer or '……………………………………' }}")
    made.text("Thư ký: {{ office.secretary or '……………………………………' }}")
    made.head("III. NỘI DUNG")
    made.bases()
    made.text(
        "Cuộc họp xem xét minh chứng, đánh giá từng tiêu chí của {{ rule_set.title }} năm {{ year }} đối với "
        "{{ subject.name }}."
    )
    made.line("Ý kiến tại cuộc họp: …………………………………………", indent=10)
    made.head("IV. KẾT QUẢ")
    made.outcome()
    made.results(explained=False)
    made.text("Cuộc họp kết thúc hồi …… giờ …… cùng ngày; biên bản đã được đọc lại cho mọi người cùng nghe.", before=8)
    made.note()
    signatures(made)
    made.annex()
    return made.written()


def signatures(made):
    """Those of the minutes: who wrote them, and who led."""
    made.line("", after=0, keep=True)
    table = made.plain_table((82, 83))
    made._row_form(table.rows[0], "w:cantSplit")
    for cell, role, name in zip(
        table.rows[0].cells, ("THƯ KÝ", "CHỦ TRÌ"), ("{{ office.secretary }}", "{{ office.signer }}"), strict=True
    ):
        made._first(cell, role, bold=True)
        made.line("(Ký, ghi rõ họ tên)", within=cell, italic=True, align=ALIGN.CENTER, after=60, size=12)
        made.line(name, within=cell, bold=True, align=ALIGN.CENTER)


def submission():
    made = Builder()
    made.state()
    made.title()
    made.receiver()
    made.bases()
    made.text(
        "Căn cứ kết quả tự đánh giá năm {{ year }}, {{ office.name }} kính đề nghị {{ office.to }} {{ paper.request }} "
        "năm {{ year }} đối với {{ subject.name }}, với kết quả tự đánh giá như sau:"
    )
    made.tag("if by_points")
    made.text("1. Tổng điểm: {{ result.score }} điểm; xếp loại: {{ result.level }} ({{ result.citation }}).", bold=True)
    made.tag("else")
    made.text("1. Mức đạt được: {{ result.level }} ({{ result.citation }}).", bold=True)
    made.tag("endif")
    made.text("{{ result.explanation }}")
    made.each("remark", "result.remarks", "{{ remark }}")
    made.text("2. Kết quả theo tiêu chí:", bold=True, keep=True)
    made.tag("for criterion in criteria")
    made.text(
        "{% if by_points %}- Tiêu chí {{ criterion.id }}. {{ criterion.name }}: {{ criterion.points }}/"
        "{{ criterion.max_points }} điểm.{% else %}- Tiêu chí {{ criterion.id }}. {{ criterion.name }}:"
        "{% for target in criterion.targets %} {{ target.level }} {{ target.verdict }}"
        "{% if not loop.last %};{% else %}.{% endif %}{% endfor %}{% endif %}"
    )
    made.tag("endfor")
    made.each("said", "recognition", "{{ said }}")
    made.tag("if dossier.papers")
    made.text("3. Hồ sơ kèm theo ({{ dossier.citation }}):", bold=True, keep=True)
    made.each("sent", "dossier.papers", "- {{ sent }};")
    made.tag("endif")
    made.text("Kính đề nghị {{ office.to }} xem xét./.", keep=True)
    made.note()
    made.signature()
    return made.written()


TEMPLATES = {"self-assessment": self_assessment, "summary": summary, "minutes": minutes, "submission": submission}


def main():
    FOLDER.mkdir(exist_ok=True)
    for name, make in TEMPLATES.items():
        (FOLDER / f"{name}.docx").write_bytes(make())
    return 0


if __name__ == "__main__":
    sys.exit(main())
