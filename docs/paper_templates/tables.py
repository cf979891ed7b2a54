"""Tables of a template: columns by their widths in mm, rows that do not break, rows that repeat."""

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

from paper_templates.page import TABLE


def columns(draft, widths):
    """A table of one row without lines."""
    table = draft.word.add_table(rows=1, cols=len(widths))
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, cell, width in zip(table.columns, table.rows[0].cells, widths, strict=True):
        column.width = cell.width = Mm(width)
    return table


def set_margins(table, width):
    """Leave *width* mm free at the left and the right of every cell."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(Mm(width).twips))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.find(qn("w:tblLook")).addprevious(margins)  # its place in the schema


def unbroken(row, *, heading=False):
    """Keep *row* on one page; a *heading* comes again on each."""
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if heading:
        properties.append(OxmlElement("w:tblHeader"))


def grid(draft, heads, widths):
    table = columns(draft, widths)
    table.style = "Table Grid"
    for cell, words in zip(table.rows[0].cells, heads, strict=True):
        fill(cell, words, bold=True, align=ALIGN.CENTER)
    unbroken(table.rows[0], heading=True)
    return table


def add_row(table, contents, *, bold=False, centred=(), keep=True):
    row = table.add_row()
    unbroken(row)
    for place, (cell, words) in enumerate(zip(row.cells, contents, strict=True)):
        cell.width = table.columns[place].width
        fill(cell, words, bold=bold, align=ALIGN.CENTER if place in centred else None, keep=keep)


def add_heading(table, words):
    """A row of one cell."""
    row = table.add_row()
    unbroken(row)
    fill(row.cells[0].merge(row.cells[-1]), words, bold=True)


def add_tag(table, words):
    """A row that goes when the template is filled: a loop over rows."""
    table.add_row().cells[0].text = f"{{%tr {words} %}}"


def fill(cell, words, *, bold=False, align=None, keep=True):
    """Fill *cell*: a line each; a line in ``//`` is in italics, one that begins with ``{%p`` is a tag."""
    lines = [words] if isinstance(words, str) else words
    for place, said in enumerate(lines):
        paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
        paragraph.style = TABLE
        paragraph.alignment = align
        run = paragraph.add_run(said.removeprefix("//"))
        small = said.startswith("//")
        run.bold, run.italic = (bold and not small) or None, small or None
        paragraph.paragraph_format.keep_with_next = (bold and keep) or None  # no heading without what it heads
