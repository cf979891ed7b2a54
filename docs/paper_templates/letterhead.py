"""The head of a paper and its foot: office and state, title and receiver, and who signs."""

from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN

from paper_templates.draft import rule, shape
from paper_templates.tables import columns, set_margins, unbroken

_CENTRE = {"align": ALIGN.CENTER, "after": 0}


def add_state(draft):
    """The head in two columns: the office and its number, the state and the date."""
    table = columns(draft, (73, 98))  # as wide as the longer names of communes, and the name of the state, need
    set_margins(table, 0)
    left, right = table.rows[0].cells
    shape(left.paragraphs[0], "{%p if office.superior %}", **_CENTRE)
    draft.line("{{ office.superior|upper }}", within=left, size=12, **_CENTRE)
    draft.line("{%p endif %}", within=left)
    draft.line("{{ office.name|upper }}", within=left, bold=True, size=12, **_CENTRE)
    rule(left, 22)
    draft.line("{%p if office.number %}", within=left)
    draft.line("Số: {{ office.number }}", within=left, **_CENTRE)
    draft.line("{%p endif %}", within=left)
    shape(right.paragraphs[0], "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold=True, size=12, **_CENTRE)
    draft.line("Độc lập - Tự do - Hạnh phúc", within=right, bold=True, **_CENTRE)
    rule(right, 18)
    draft.line("{{ office.place }}, {{ office.date }}", within=right, italic=True, **_CENTRE)


def add_title(draft):
    title = {"align": ALIGN.CENTER, "bold": True, "size": 14}
    draft.line("{{ paper.heading|upper }}", before=14, after=0, keep=True, **title)
    draft.line("{{ paper.about[0]|upper }}{{ paper.about[1:] }}", after=0, **title)
    draft.line("Năm {{ year }}", after=8, **title)


def add_receiver(draft):
    draft.line("Kính gửi: {{ office.to }}", align=ALIGN.CENTER, size=14, before=4, after=10)


def add_signature(draft):
    """Who gets copies, where the paper is kept, and who signs."""
    left, right = _foot(draft, (75, 90))
    shape(left.paragraphs[0], "{%p if office.copies %}", after=0)
    draft.line("Nơi nhận:", within=left, bold=True, italic=True, size=12, after=0)
    for words in (
        "{%p endif %}",
        "{%p for copy in office.copies %}",
        "- {{ copy }}{% if loop.last %}.{% else %};{% endif %}",
        "{%p endfor %}",
    ):
        draft.line(words, within=left, size=11, after=0)
    draft.line("", within=left, after=0)  # a cell needs a paragraph, when all of these are gone
    centre = {"within": right, "align": ALIGN.CENTER, "bold": True}
    shape(right.paragraphs[0], "{%p if office.authority %}", **_CENTRE)
    draft.line("{{ office.authority|upper }}", after=0, **centre)
    draft.line("{%p endif %}", within=right)
    draft.line("{{ office.title|upper }}", after=60, **centre)
    draft.line("{{ office.signer }}", after=0, **centre)


def add_signatures(draft):
    """Those of the minutes: who wrote them, and who led."""
    roles = (("THƯ KÝ", "{{ office.secretary }}"), ("CHỦ TRÌ", "{{ office.signer }}"))
    for cell, (role, name) in zip(_foot(draft, (82, 83)), roles, strict=True):
        shape(cell.paragraphs[0], role, bold=True, **_CENTRE)
        draft.line("(Ký, ghi rõ họ tên)", within=cell, italic=True, align=ALIGN.CENTER, after=60, size=12)
        draft.line(name, within=cell, bold=True, align=ALIGN.CENTER)


def _foot(draft, widths):
    """Two cells below an empty line, on one page."""
    draft.line("", after=0, keep=True)
    row = columns(draft, widths).rows[0]
    unbroken(row)
    return row.cells
