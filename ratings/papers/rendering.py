"""Filling a template: what comes out is the template with text in it, the same bytes for the same input."""

import zipfile
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import Any, NoReturn

from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsmap, qn
from jinja2 import TemplateError, TemplateSyntaxError
from jinja2.exceptions import SecurityError
from lxml.etree import LxmlError, XPath

from criteria.problems import nearest, quote
from criteria.texts import Text, plain
from ratings.papers.context import PaperContext
from ratings.papers.environment import NoTextError, UnknownFieldError, environment
from ratings.papers.errors import refuse_template
from ratings.papers.opening import opened

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The date of everything in the file: a paper bears its own date in its head."""
_PROPERTY_LENGTH = 255
_STRAY = XPath(
    "//w:*[not(self::w:t or self::w:instrText or self::w:delText or self::w:delInstrText)]/text()[normalize-space()]",
    namespaces={"w": nsmap["w"]},
)
"""Text where a document of Word has none."""
_DOCUMENTATION = Text("Xem docs/papers.md.", "See docs/papers.md.")


def render(template: bytes, context: PaperContext) -> bytes:
    """Return *template*, a Word file, with *context* filled in.

    Raises:
        PaperError: The template cannot be opened or filled.
    """
    word = opened(template)
    fields = frozenset(_fields(word.docx))
    try:
        # autoescape and finalize of the environment make text of every value.
        word.render(context._asdict(), environment(), autoescape=True)
    except UnknownFieldError as error:
        _refuse_unknown(error)
    except NoTextError as error:
        _refuse_group(error)
    except TemplateSyntaxError as error:
        _refuse_syntax(error)
    except SecurityError:
        refuse_template(Text("Mẫu gọi điều không được phép.", "The template calls what it may not."), _DOCUMENTATION)
    except (
        TemplateError,
        ArithmeticError,
        AttributeError,
        LookupError,
        TypeError,
        ValueError,
        RecursionError,
    ) as error:
        _refuse_other(error)
    try:
        _check_filled(word.docx, fields)
    except LxmlError as error:
        _refuse_other(error)
    _set_properties(word.docx, context)
    buffer = BytesIO()
    word.save(buffer)
    return _with_fixed_dates(buffer.getvalue())


# What a template can get wrong.


def _refuse_unknown(error: UnknownFieldError) -> NoReturn:
    name = quote(error.name)
    right = nearest(error.name, error.known) if error.known else _DOCUMENTATION
    refuse_template(
        Text(f"Mẫu dùng trường {name} không có.", f"The template names a field {name} unknown here."), right
    )


def _refuse_group(error: NoTextError) -> NoReturn:
    right = Text("Dùng {%p for … %} để in từng mục.", "Print it item by item with {%p for … %}.")
    if error.known:
        listed = ", ".join(error.known)
        right = Text(f"Ghi thêm một trường, ví dụ {listed}.", f"Name one of its fields: {listed}.")
    refuse_template(Text("Mẫu in một nhóm, không phải chữ.", "The template prints a group, which is no text."), right)


def _refuse_syntax(error: TemplateSyntaxError) -> NoReturn:
    near = " ".join("".join(getattr(error, "docx_context", ())).split())
    where = f" ({quote(near)})" if near else ""
    said = plain(error.message or "")
    refuse_template(
        Text(f"Lệnh trong mẫu viết sai: {said}{where}.", f"A tag of the template is wrong: {said}{where}."),
        _DOCUMENTATION,
    )


def _refuse_other(error: Exception) -> NoReturn:
    said = plain(str(error)) or type(error).__name__
    refuse_template(Text(f"Không điền được mẫu: {said}.", f"The template cannot be filled: {said}."), _DOCUMENTATION)


# What comes out.


def _fields(word: WordDocument) -> Iterator[str]:
    """Yield the code of every field of the document: nothing that is filled in may become part of one."""
    for root in _roots(word):
        for each in root.iter(qn("w:instrText"), qn("w:fldSimple")):
            yield each.text or "" if each.tag == qn("w:instrText") else each.get(qn("w:instr"), "")


def _roots(word: WordDocument) -> Iterator[Any]:
    """Yield the XML of every part that docxtpl fills in."""
    yield word.element
    for relation in word.part.rels.values():
        if relation.reltype.endswith(("/header", "/footer", "/footnotes")):
            yield parse_xml(relation.target_part.blob)


def _check_filled(word: WordDocument, fields: frozenset[str]) -> None:
    """Refuse what is no document any more: text beside the paragraphs, or evidence in the code of a field."""
    if not fields.issuperset(_fields(word)):
        refuse_template(
            Text("Mẫu có trường dữ liệu trong mã trường của Word.", "The template fills in the code of a Word field."),
            Text("Đưa trường dữ liệu ra ngoài mã trường.", "Move it out of the field."),
        )
    if any(map(_STRAY, _roots(word))):
        refuse_template(
            Text("Mẫu in chữ ra ngoài đoạn văn.", "The template prints text outside of paragraphs."),
            Text("Dùng {{ … }}, không dùng {{p … }} hay {{r … }}.", "Write {{ … }}, not {{p … }} or {{r … }}."),
        )


def _set_properties(word: WordDocument, context: PaperContext) -> None:
    """Set what would say when, by whom and of what the template was made."""
    properties, day = word.core_properties, datetime(*_EPOCH)
    properties.title = f"{context.paper.title} {context.year}"[:_PROPERTY_LENGTH]
    properties.author = context.office.name[:_PROPERTY_LENGTH]
    properties.last_modified_by = "xhht"
    properties.created = properties.modified = day
    properties.revision = 1


def _with_fixed_dates(written: bytes) -> bytes:
    """Return the same file with one date for every part: the same input gives the same bytes."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(written)) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = zipfile.ZipInfo(name, _EPOCH)
            part.compress_type = zipfile.ZIP_DEFLATED
            part.create_system = 0  # the same on every system
            target.writestr(part, source.read(name))
    return buffer.getvalue()
