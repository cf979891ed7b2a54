"""The page of official papers: A4, Times New Roman 13, page numbers from the second page on."""

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

FONT = "Times New Roman"
TABLE, NOTE = "Bảng", "Ghi chú"
"""Styles of what stands in tables, and of the note at the end."""


def empty_document():
    """A document of python-docx with the page and the styles of official papers."""
    word = Document()
    _set_page(word.sections[0])
    _set_styles(word)
    return word


def _set_page(section):
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.alignment = ALIGN.CENTER
    for part in (_field("begin"), _text("w:instrText", "PAGE"), _field("separate"), _text("w:t", "2"), _field("end")):
        number.add_run()._r.append(part)


def _field(kind):
    part = OxmlElement("w:fldChar")
    part.set(qn("w:fldCharType"), kind)
    return part


def _text(name, words):
    part = OxmlElement(name)
    part.text = words
    return part


def _set_styles(word):
    normal = word.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(13)
    fonts = normal.element.rPr.rFonts
    for script in ("w:eastAsia", "w:cs", "w:hAnsi"):
        fonts.set(qn(script), FONT)
    normal.paragraph_format.space_after = Pt(3)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    normal.element.rPr.append(language)
    for name, italic in ((TABLE, False), (NOTE, True)):
        style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = normal
        style.font.size, style.font.italic = Pt(11), italic
        style.paragraph_format.space_after = Pt(0)
