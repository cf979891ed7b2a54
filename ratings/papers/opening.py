"""Opening a user's template: a Word file without macros, of a size that is worth opening."""

import re
import zipfile
import zlib
from io import BytesIO
from typing import Any, NoReturn

from docxtpl import DocxTemplate
from lxml import etree

from criteria.problems import quote
from criteria.texts import Text
from ratings.papers.errors import refuse_template

LARGEST_BYTES = 64 * 1024 * 1024
"""Of all parts of a template, unpacked."""
MOST_PARTS = 2000
_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
"""The one relation to what is outside of the file that does nothing until somebody clicks on it."""
_MACROS = re.compile(r"vbaProject|vbaData|macroEnabled", re.IGNORECASE)
_SAVE = Text("Mở trong Word rồi lưu dạng .docx.", "Open it in Word and save it as .docx.")
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, KeyError, OSError, RuntimeError, NotImplementedError, ValueError, EOFError,
)  # fmt: skip


def opened(template: bytes) -> DocxTemplate:
    """Return the *template*, ready to be filled.

    Raises:
        TemplateRefusedError: It is no .docx, is damaged, has macros or a DOCTYPE, loads something from outside, or is
            too large when it is unpacked.
    """
    _check_archive(template)
    try:
        opened_template = DocxTemplate(BytesIO(template))
        opened_template.init_docx()
    except Exception:  # whatever the library stumbles over, the file is to blame
        refuse_damaged()
    return opened_template


def refuse_damaged() -> NoReturn:
    """Refuse a template whose parts cannot be read.

    Raises:
        TemplateRefusedError: Always.
    """
    wrong = Text("Mẫu không phải tệp Word .docx, hoặc đã hỏng.", "The template is no Word file (.docx), or damaged.")
    refuse_template(wrong, _SAVE)


def _check_archive(template: bytes) -> None:
    try:
        with zipfile.ZipFile(BytesIO(template)) as packed:
            _check_parts(packed)
            types = packed.read("[Content_Types].xml").decode("utf-8", "replace")
            names = " ".join(packed.namelist())
    except _DAMAGE:
        refuse_damaged()
    if _MACROS.search(names) or _MACROS.search(types):
        refuse_template(Text("Mẫu có macro.", "The template has macros."), _SAVE)


def _check_parts(packed: zipfile.ZipFile) -> None:
    """Read every part once: is it whole, of a size that can be kept, and without a DOCTYPE?"""
    parts = packed.infolist()
    left = LARGEST_BYTES
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > left:
        _refuse_large()
    for part in parts:
        if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise zipfile.BadZipFile  # Word knows no other
        with packed.open(part) as file:
            content = file.read(left + 1)  # the real size, which what the archive declares need not be
        left -= len(content)
        if left < 0:
            _refuse_large()
        _check_content(part.filename, content)


def _check_content(name: str, content: bytes) -> None:
    root = _parsed(content)
    if _declares_document_type(content, root):
        refuse_template(Text("Mẫu chứa khai báo DOCTYPE.", "The template declares a DOCTYPE."), _SAVE)
    if root is None or not name.lower().endswith(".rels"):
        return
    for relation in root.iter("{*}Relationship"):
        if relation.get("TargetMode", "").casefold() == "external" and relation.get("Type") != _LINK:
            _refuse_outside(relation.get("Type", ""), relation.get("Target", ""))


def _refuse_outside(kind: str, target: str) -> NoReturn:
    said = f"{kind.rpartition('/')[2]}: {target}"
    refuse_template(
        Text(f"Mẫu nạp nội dung từ ngoài tệp: {quote(said)}.", f"The template loads from outside: {quote(said)}."),
        Text("Gỡ mẫu đính kèm, chèn hẳn ảnh vào tệp.", "Detach that template; insert pictures into the file."),
    )


def _parsed(content: bytes) -> Any:
    """Return the root of a part; None where it is no XML: a picture, or for the library to refuse."""
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    try:
        return etree.fromstring(content, parser)
    except (etree.LxmlError, ValueError):
        return None


def _declares_document_type(content: bytes, root: Any) -> bool:
    """Whether a part, whatever its name and encoding, declares what could make other text of it."""
    if b"<!DOCTYPE" in content.replace(b"\0", b""):  # UTF-16 and UTF-32, too
        return True
    return root is not None and root.getroottree().docinfo.internalDTD is not None


def _refuse_large() -> NoReturn:
    most = LARGEST_BYTES // 1024 // 1024
    refuse_template(
        Text(f"Mẫu quá lớn khi giải nén (trên {most} MB).", f"The template is too large unpacked (over {most} MB)."),
        Text("Bỏ bớt hình ảnh trong mẫu.", "Take pictures out of it."),
    )
