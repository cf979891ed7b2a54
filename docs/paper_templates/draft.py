"""A template while it is written: paragraphs with tags, and the bytes of the file in the end."""

import zipfile
from datetime import datetime
from io import BytesIO

from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from paper_templates.page import empty_document

DAY = datetime(1980, 1, 1)


class Draft:
    """One template."""

    def __init__(self):
        self.word = empty_document()

    def line(self, words, *, within=None, style=None, **form):
        """Add a paragraph, in the cell *within* or at the end. ``form`` is that of `shape`."""
        return shape((within or self.word).add_paragraph(style=style), words, **form)

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


def shape(paragraph, words, *, align=None, bold=False, italic=False, size=None, **form):
    """Write *words* into *paragraph*. ``form``: indent (mm), before, after (points), keep with the next, new page."""
    run = paragraph.add_run(words)
    run.bold, run.italic = bold or None, italic or None
    run.font.size = Pt(size) if size else None
    paragraph.alignment = align
    _set_form(paragraph.paragraph_format, **form)
    return paragraph


def _set_form(shown, *, indent=0, before=None, after=None, keep=False, page=False):
    shown.first_line_indent = Mm(indent) if indent else None
    shown.space_before = Pt(before) if before is not None else None
    shown.space_after = Pt(after) if after is not None else None
    shown.keep_with_next = keep or None
    shown.page_break_before = page or None


def rule(within, margin):
    """A short line below what stands in a cell: a border over an empty paragraph, *margin* mm from either side."""
    paragraph = within.add_paragraph()
    paragraph.alignment = ALIGN.CENTER
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = Mm(margin)
    form.space_after, form.line_spacing = Pt(0), Pt(6)
    border = OxmlElement("w:pBdr")
    top = OxmlElement("w:top")
    for key, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{key}"), value)
    border.append(top)
    # pBdr has its place before spacing, ind and jc.
    paragraph._p.get_or_add_pPr().find(qn("w:spacing")).addprevious(border)
