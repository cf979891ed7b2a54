"""What stands in the parts of a Word file that are filled in: evidence may add text to it, and nothing else."""

from collections.abc import Iterator
from typing import Any

from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsmap, qn
from lxml.etree import XPath

from criteria.texts import Text
from ratings.papers.errors import refuse_template

_FILLED = ("/header", "/footer", "/footnotes")
_STRAY = XPath(
    "//w:*[not(self::w:t or self::w:instrText or self::w:delText or self::w:delInstrText)]/text()[normalize-space()]",
    namespaces={"w": nsmap["w"]},
)
"""Text where a document of Word has none."""
_OF_TAGS = frozenset(
    ("element", qn(name))
    for name in ("w:p", "w:r", "w:t", "w:tab", "w:br", "w:gridCol", "w:gridSpan", "w:vMerge", "w:shd")
)
"""What docxtpl writes for its own tags, for tabs and for new lines: it does nothing but look."""

Active = frozenset[tuple[str, str]]
"""What a file has that could do something: kinds of elements, codes of fields, and relationships that are used."""


def active_content(word: WordDocument) -> Active:
    """Return what there is in the parts that are filled in.

    Raises:
        Exception: Whatever lxml or python-docx raise where a part is no XML, or is not in the file.
    """
    return frozenset(found for root in _roots(word) for each in root.iter("*") for found in _active(each))


def _active(element: Any) -> Iterator[tuple[str, str]]:
    yield "element", element.tag
    if element.tag == qn("w:instrText"):
        yield "field", element.text or ""
    if element.tag == qn("w:fldSimple"):
        yield "field", element.get(qn("w:instr"), "")
    yield from (("relation", value) for name, value in element.items() if name.startswith(f"{{{nsmap['r']}}}"))


def _roots(word: WordDocument) -> Iterator[Any]:
    """Yield the XML of every part that docxtpl fills in."""
    yield word.element
    for relation in word.part.rels.values():
        if relation.reltype.endswith(_FILLED):
            yield parse_xml(relation.target_part.blob)


def check_filled(word: WordDocument, before: Active) -> None:
    """Refuse what is no document any more, or has more than text that was not there *before*.

    Raises:
        TemplateRefusedError: There is text beside the paragraphs, evidence in the code of a field, or markup in it.
    """
    kinds = {kind for kind, _ in active_content(word) - before - _OF_TAGS}
    if "field" in kinds:
        refuse_template(
            Text("Mẫu có trường dữ liệu trong mã trường của Word.", "The template fills in the code of a Word field."),
            Text("Đưa trường dữ liệu ra ngoài mã trường.", "Move it out of the field."),
        )
    if kinds:
        refuse_template(
            Text("Mẫu biến dữ liệu thành mã của Word.", "The template makes markup of Word from evidence."),
            Text("Chỉ in dữ liệu bằng {{ … }}.", "Print evidence with {{ … }} only."),
        )
    if any(map(_STRAY, _roots(word))):
        refuse_template(
            Text("Mẫu in chữ ra ngoài đoạn văn.", "The template prints text outside of paragraphs."),
            Text("Dùng {{ … }}, không dùng {{p … }} hay {{r … }}.", "Write {{ … }}, not {{p … }} or {{r … }}."),
        )
